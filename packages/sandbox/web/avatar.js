// @ts-check
import { h } from "./dom.js"
import { colorOf, initials } from "./format.js"

/** @import { ChatSummary } from "../telegram/control-types" */

/**
 * The round picture of a person or a chat: its initials on its colour.
 *
 * @param {number} id
 * @param {string} name
 * @param {"small" | "medium" | "large"} [size]
 */
export function avatar(id, name, size = "large") {
  return h(
    "span",
    { class: `avatar avatar-${size} color-${colorOf(id)}`, "aria-hidden": "true" },
    initials(name),
  )
}

/**
 * A private chat carries its person's own id: the bot in it looks the same to everybody all the same.
 *
 * @param {ChatSummary} chat
 * @param {"medium" | "large"} [size]
 */
export function chatAvatar(chat, size) {
  return avatar(chat.type === "private" ? 5 : chat.id, chat.title, size)
}
