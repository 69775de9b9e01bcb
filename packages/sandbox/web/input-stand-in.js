// @ts-check
import { isWithBot } from "./avatar.js"
import { h } from "./dom.js"
import { t } from "./language.js"

/** @import { ChatView } from "../telegram/control-types" */

/**
 * Creates the replacement for the input when the person cannot write or has not pressed START.
 *
 * @param {ChatView} view
 * @param {{ unblock: () => void, start: () => void }} actions
 * @returns {HTMLElement | undefined} undefined when the person can write
 */
export function inputStandIn({ chat, messages }, { unblock, start }) {
  if (chat.blocked) {
    return bigButton(t("unblock"), "unblock-button", unblock)
  }
  if (!chat.can_write) {
    return h("div", { class: "read-only" }, t("adminsOnly"))
  }
  if (isWithBot(chat) && messages.length === 0) {
    return bigButton(t("start"), "start", start)
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
