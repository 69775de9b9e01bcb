// @ts-check
/** The fields and buttons of forms in dialogs. */

import { dialogButton } from "./dialogs.js"
import { h } from "./dom.js"
import { t } from "./language.js"

/**
 * @param {() => void} close
 * @param {string} label
 */
export function formButtons(close, label) {
  const submit = h("button", { type: "submit", class: "dialog-button main" }, label)
  return h("div", { class: "dialog-buttons" }, dialogButton(t("cancel"), close), submit)
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} attributes
 */
export function textField(name, attributes) {
  const input = h("input", { type: "text", class: "field-input", autocomplete: "off", ...attributes })
  return { input, label: h("label", { class: "field" }, h("span", {}, name), input) }
}

/**
 * @param {string} name
 * @param {[value: string, label: string][]} choices the first is selected
 */
export function selectField(name, choices) {
  const input = h(
    "select",
    { class: "field-input" },
    choices.map(([value, label]) => h("option", { value }, label)),
  )
  return { input, label: h("label", { class: "field" }, h("span", {}, name), input) }
}
