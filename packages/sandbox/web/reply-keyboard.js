// @ts-check
/** The bot's reply keyboard below the input. */

import { h } from "./dom.js"
import { icon } from "./icons.js"

/** @import { ChatView, ReplyButtonView } from "../telegram/control-types" */

/**
 * @param {NonNullable<ChatView["reply_keyboard"]>} keyboard
 * @param {(button: ReplyButtonView) => void} tap
 */
export function replyKeyboard(keyboard, tap) {
  return keyboard.rows.map((row) =>
    h(
      "div",
      { class: "reply-row" },
      row.map((button) =>
        h(
          "button",
          { type: "button", class: "reply-key", title: button.text, on: { click: () => tap(button) } },
          button.kind !== "text" && icon(button.kind, 18),
          h("span", { class: "reply-label" }, button.text),
        ),
      ),
    ),
  )
}
