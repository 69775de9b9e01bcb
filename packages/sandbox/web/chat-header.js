// @ts-check
/** The header of the open chat. */

import { chatAvatar, isWithBot } from "./avatar.js"
import { menuButton } from "./dialogs.js"
import { fill, h, iconButton } from "./dom.js"
import { actionLabel } from "./format.js"
import { icon } from "./icons.js"
import { t } from "./language.js"

/** @import { ChatSummary } from "../telegram/control-types" */

const KINDS = { private: t("bot"), group: t("group"), supergroup: t("group"), channel: t("channel") }

export class ChatHeader {
  /** @type {ChatSummary | undefined} */
  #chat
  /** @type {(blocked: boolean) => void} */
  #setBlocked
  #who = h("div", { class: "header-who" })
  #status = h("div", { class: "header-status", testid: "header-status", "aria-live": "polite" })
  #menu = menuButton(t("chatMenu"), icon("more"), () => this.#items(), { testid: "chat-menu" })
  element

  /**
   * @param {{ back: () => void, setBlocked: (blocked: boolean) => void }} actions
   */
  constructor({ back, setBlocked }) {
    this.#setBlocked = setBlocked
    this.element = h(
      "header",
      { class: "chat-header" },
      iconButton(t("back"), icon("back"), back, { class: "back", testid: "back" }),
      this.#who,
      this.#menu,
    )
  }

  /** @param {ChatSummary | undefined} chat */
  set(chat) {
    this.#chat = chat
    this.#menu.hidden = !chat || !isWithBot(chat)
    if (chat) {
      const words = h(
        "div",
        { class: "header-words" },
        h("h1", { class: "header-title", testid: "header-title" }, chat.title),
        this.#status,
      )
      fill(this.#who, chatAvatar(chat, "medium"), words)
    }
    this.showAction(undefined)
  }

  /** @param {string | undefined} action the bot's chat action, such as "typing" */
  showAction(action) {
    this.#status.classList.toggle("acting", action !== undefined)
    if (action) {
      const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"))
      fill(this.#status, dots, actionLabel(action))
    } else {
      const name = this.#chat?.username ? ` · @${this.#chat.username}` : ""
      const kind = this.#chat && (this.#chat.with === undefined ? KINDS[this.#chat.type] : t("privateChat"))
      fill(this.#status, kind ? kind + name : "")
    }
  }

  /** @returns {import("./dialogs.js").MenuItem[]} */
  #items() {
    return this.#chat?.blocked
      ? [{ label: t("unblockBot"), icon: "unblock", testid: "unblock", act: () => this.#setBlocked(false) }]
      : [
          {
            label: t("blockBot"),
            icon: "block",
            testid: "block",
            danger: true,
            act: () => this.#setBlocked(true),
          },
        ]
  }
}
