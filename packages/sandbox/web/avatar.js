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
 * Creates the picture of the bot: the shop's flower.
 *
 * @param {"small" | "medium" | "large"} [size]
 */
export function botAvatar(size = "large") {
  return h("img", { class: `avatar avatar-${size}`, src: "flower.svg", alt: "", draggable: "false" })
}

/** @param {ChatSummary} chat */
export const isWithBot = (chat) => chat.type === "private" && chat.with === undefined

/**
 * Creates a chat's picture: the shop's flower for the chat with the bot, else initials.
 *
 * @param {ChatSummary} chat
 * @param {"medium" | "large"} [size]
 */
export function chatAvatar(chat, size) {
  return isWithBot(chat) ? botAvatar(size) : avatar(chat.with ?? chat.id, chat.title, size)
}
