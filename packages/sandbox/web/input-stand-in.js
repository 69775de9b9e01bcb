// @ts-check
import { h } from "./dom.js"

/** @import { ChatView } from "../telegram/control-types" */

/**
 * What stands in the input's place where one cannot write, or has not begun to.
 *
 * @param {ChatView} view
 * @param {{ unblock: () => void, start: () => void }} actions
 * @returns {HTMLElement | undefined} nothing where one can simply write
 */
export function inputStandIn({ chat, messages }, { unblock, start }) {
  if (chat.blocked) {
    return bigButton("UNBLOCK BOT", "unblock-button", unblock)
  }
  if (!chat.can_write) {
    return h("div", { class: "read-only" }, "You read this channel: only its admins post here")
  }
  if (chat.type === "private" && messages.length === 0) {
    return bigButton("START", "start", start)
  }
  return undefined
}

/**
 * @param {string} label
 * @param {string} testid
 * @param {() => void} act
 */
const bigButton = (label, testid, act) =>
  h("button", { type: "button", class: "big-button", testid, on: { click: act } }, label)
