// @ts-check
/** The choice of a chat for a message that a button or a link begins. */

import { openConversation } from "./api.js"
import { avatar, chatAvatar } from "./avatar.js"
import { openDialog, toastError } from "./dialogs.js"
import { h } from "./dom.js"
import { fullName } from "./format.js"
import { t } from "./language.js"

/** @import { ChatSummary, InlineSwitch } from "../telegram/control-types" */
/** @import { Session } from "./session.js" */

/** @type {Exclude<InlineSwitch["chats"], "current">} */
export const ALL_KINDS = ["user", "bot", "group", "channel"]

/** @param {ChatSummary} chat */
const kindOf = ({ type, with: person }) =>
  type === "private" ? (person === undefined ? "bot" : undefined) : type === "channel" ? "channel" : "group"

/**
 * Lets the selected person choose another person, or one of their chats in which they can write.
 *
 * @param {Session} session
 * @param {Exclude<InlineSwitch["chats"], "current">} kinds
 * @param {(chatId: number) => void} act
 */
export function chooseChat(session, kinds, act) {
  const me = session.me
  if (!me) {
    return
  }
  const people = session.people.filter(({ id, deleted }) => id !== me.id && !deleted)
  const chats = session.chats().filter((chat) => {
    const kind = kindOf(chat)
    return chat.can_write && kind !== undefined && kinds.includes(kind)
  })
  openDialog(t("chooseChat"), "choose-chat", (close) => {
    const row = (/** @type {Node} */ picture, /** @type {string} */ name, /** @type {() => void} */ choose) =>
      h(
        "button",
        {
          type: "button",
          class: "choice",
          on: {
            click: () => {
              close()
              choose()
            },
          },
        },
        picture,
        h("span", { class: "choice-name" }, name),
      )
    const open = (/** @type {number} */ person) =>
      openConversation(me.id, person)
        .then(({ id }) => act(id))
        .catch(toastError)
    return [
      h(
        "div",
        { class: "choices" },
        kinds.includes("user") &&
          people.map((person) =>
            row(avatar(person.id, fullName(person), "medium"), fullName(person), () => open(person.id)),
          ),
        chats.map((chat) => row(chatAvatar(chat, "medium"), chat.title, () => act(chat.id))),
      ),
    ]
  })
}
