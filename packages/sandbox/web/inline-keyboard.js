// @ts-check
/** The inline keyboard of a message. */

import { h, safeUrl } from "./dom.js"
import { icon } from "./icons.js"
import { t } from "./language.js"

/** @import { InlineButtonView, InlineSwitch, MessageView } from "../telegram/control-types" */
/**
 * @typedef {object} ButtonActions
 * @property {(message: MessageView, row: number, column: number) => Promise<void>} press
 * @property {(address: string) => void} openLink
 * @property {(text: string, done: string) => void} copy `done`: the toast afterwards
 * @property {(text: string) => void} toast
 * @property {(inline: InlineSwitch) => void} switchInline
 */

/** The small picture in the corner of a button, by its kind. */
const MARKS = /** @type {Record<string, import("./icons.js").IconName | undefined>} */ ({
  copy_text: "copy",
  web_app: "app",
  switch_inline: "forward",
})

/**
 * @param {MessageView & { buttons: InlineButtonView[][] }} message
 * @param {ButtonActions} actions
 */
export function inlineKeyboard(message, actions) {
  const rows = message.buttons.map((buttons, row) =>
    h(
      "div",
      { class: "inline-row" },
      buttons.map((button, column) => inlineButton(message, button, row, column, actions)),
    ),
  )
  return h("div", { class: "inline-keyboard", testid: `buttons-${message.message_id}` }, rows)
}

/**
 * @param {MessageView} message
 * @param {InlineButtonView} button
 * @param {number} row
 * @param {number} column
 * @param {ButtonActions} actions
 */
function inlineButton(message, button, row, column, actions) {
  const label = h("span", { class: "inline-label" }, button.text)
  const place = `${row},${column}`
  if (button.kind === "url") {
    const url = safeUrl(button.url)
    const open = (/** @type {MouseEvent} */ event) => {
      event.preventDefault()
      if (url) {
        actions.openLink(url.href)
      } else {
        actions.toast(t("badLink"))
      }
    }
    const attributes = {
      class: "inline-button",
      href: url?.href,
      role: "button",
      tabindex: 0,
      title: url?.href,
    }
    const shown = h(
      "a",
      { ...attributes, rel: "noopener noreferrer", on: { click: open } },
      label,
      icon("outside", 14),
    )
    shown.dataset.place = place
    if (button.style) shown.dataset.style = button.style
    return shown
  }
  const sign = MARKS[button.kind]
  const mark = sign && icon(sign, 14)
  const shown = h("button", { type: "button", class: "inline-button", title: button.text }, label, mark)
  shown.dataset.place = place
  if (button.style) shown.dataset.style = button.style
  shown.addEventListener("click", () => tap(shown, message, button, row, column, actions))
  return shown
}

/**
 * @param {HTMLButtonElement} shown
 * @param {MessageView} message
 * @param {InlineButtonView} button
 * @param {number} row
 * @param {number} column
 * @param {ButtonActions} actions
 */
async function tap(shown, message, button, row, column, actions) {
  if (button.kind === "copy_text") {
    actions.copy(button.copy_text ?? "", t("textCopied"))
  } else if (button.kind === "switch_inline" && button.switch_inline) {
    actions.switchInline(button.switch_inline)
  } else if (button.kind === "callback") {
    shown.classList.add("waiting")
    shown.setAttribute("aria-busy", "true")
    await actions.press(message, row, column)
    shown.classList.remove("waiting")
    shown.removeAttribute("aria-busy")
  } else {
    actions.toast(button.kind === "web_app" ? t("noMiniApps") : t("unknownButton"))
  }
}
