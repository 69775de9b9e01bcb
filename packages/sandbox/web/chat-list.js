// @ts-check
/** The chat list of the selected person, newest chat first. */

import { chatAvatar, isWithBot } from "./avatar.js"
import { fill, h } from "./dom.js"
import { listTime, preview, speaker } from "./format.js"
import { icon } from "./icons.js"
import { t } from "./language.js"

/** @import { ChatSummary } from "../telegram/control-types" */

export class ChatList {
  /** @type {Map<number, { element: HTMLElement, signature: string }>} */
  #rows = new Map()
  /** @type {ChatSummary[]} */
  #chats = []
  /** @type {number | undefined} */
  #openId
  #words = ""
  /** @type {(id: number) => void} */
  #open
  #nothing = h("p", { class: "no-chats" })
  #list = h("div", { class: "chat-rows", role: "list", "aria-label": t("chats") })
  element = h("div", { class: "chat-list" }, this.#list, this.#nothing)

  /** @param {(id: number) => void} open */
  constructor(open) {
    this.#open = open
  }

  /** @param {ChatSummary[]} chats */
  set(chats) {
    this.#chats = chats
    this.#render()
  }

  /** @param {number | undefined} id */
  mark(id) {
    this.#openId = id
    this.#render()
  }

  /** @param {string} words shows only chats whose title contains this text */
  filter(words) {
    this.#words = words.trim().toLowerCase()
    this.#render()
  }

  #render() {
    const fitting = this.#chats.filter(({ title }) => title.toLowerCase().includes(this.#words))
    const ids = new Set(fitting.map(({ id }) => id))
    let place = this.#list.firstElementChild
    for (const chat of fitting) {
      const element = this.#row(chat)
      if (element === place) {
        place = place.nextElementSibling
      } else {
        this.#list.insertBefore(element, place)
      }
    }
    for (const [id, { element }] of this.#rows) {
      if (!ids.has(id)) {
        element.remove()
        this.#rows.delete(id)
      }
    }
    this.#nothing.textContent = fitting.length > 0 ? "" : this.#words ? t("noChatFound") : t("noChats")
  }

  /** @param {ChatSummary} chat */
  #row(chat) {
    const open = chat.id === this.#openId
    const signature = JSON.stringify([chat, open])
    const known = this.#rows.get(chat.id)
    if (known?.signature === signature) {
      return known.element
    }
    const element = known?.element ?? this.#newRow(chat.id)
    element.classList.toggle("open", open)
    const button = /** @type {HTMLElement} */ (element.firstElementChild)
    button.setAttribute("aria-current", String(open))
    fill(button, ...rowContent(chat))
    this.#rows.set(chat.id, { element, signature })
    return element
  }

  /** @param {number} id */
  #newRow(id) {
    const open = () => this.#open(id)
    const button = h("button", {
      type: "button",
      class: "chat-row",
      testid: `chat-${id}`,
      on: { click: open },
    })
    return h("div", { role: "listitem" }, button)
  }
}

/** @param {ChatSummary} chat */
function rowContent(chat) {
  const message = chat.last_message
  const mine = message?.from.is_me && chat.type !== "channel" && !message.service
  return [
    chatAvatar(chat),
    h(
      "span",
      { class: "chat-row-words" },
      h(
        "span",
        { class: "chat-row-line" },
        chat.type !== "private" && icon(chat.type === "channel" ? "channel" : "group", 16),
        h("span", { class: "chat-row-title" }, chat.title),
        chat.blocked && icon("block", 14),
        h(
          "span",
          { class: "chat-row-time" },
          mine && icon("checks", 17),
          message ? listTime(message.date) : "",
        ),
      ),
      h(
        "span",
        { class: "chat-row-line" },
        lastLine(chat),
        chat.unread > 0 &&
          h(
            "span",
            { class: "badge", "aria-label": t("unread", { count: chat.unread }) },
            chat.unread > 99 ? "99+" : String(chat.unread),
          ),
      ),
    ),
  ]
}

/** @param {ChatSummary} chat */
function lastLine(chat) {
  const message = chat.last_message
  if (!message) {
    return h("span", { class: "chat-row-last" }, isWithBot(chat) ? t("openAndStart") : t("noMessages"))
  }
  const from = speaker(message, chat)
  return h(
    "span",
    { class: "chat-row-last" },
    from && h("span", { class: "chat-row-speaker" }, `${from}: `),
    message.photo && h("img", { src: message.photo.url, alt: "", class: "chat-row-photo" }),
    preview(message),
  )
}
