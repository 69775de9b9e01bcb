// @ts-check
import { h } from "./dom.js"
import { colorOf, initials } from "./format.js"

/** @import { ChatSummary } from "../telegram/control-types" */

/**
 * Creates the round picture of a person or a chat: initials on a colour.
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
 * Creates a chat's picture. The id of a private chat is the person's id, so the bot gets a fixed colour instead.
 *
 * @param {ChatSummary} chat
 * @param {"medium" | "large"} [size]
 */
export function chatAvatar(chat, size) {
  return avatar(chat.type === "private" ? 5 : chat.id, chat.title, size)
}
