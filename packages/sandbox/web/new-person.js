// @ts-check
/** The dialog that adds a person to the sandbox. */

import { addPerson } from "./api.js"
import { openDialog } from "./dialogs.js"
import { fill, h } from "./dom.js"
import { formButtons, selectField, textField } from "./fields.js"
import { LANGUAGES, t } from "./language.js"

/** @import { Person } from "../telegram/control-types" */

/**
 * @param {Person[]} people everybody so far
 * @param {(person: Person) => void} added
 */
export function askNewPerson(people, added) {
  openDialog(t("addPerson"), "new-person-dialog", (close) => {
    const first = textField(t("firstName"), { autofocus: true, maxlength: 64 })
    const last = textField(t("lastName"), { maxlength: 64 })
    const language = selectField(t("personLanguage"), [
      ["ru", LANGUAGES.ru],
      ["uz", LANGUAGES.uz],
    ])
    const phone = textField(t("phoneNumber"), { type: "tel", maxlength: 32, value: freePhone(people) })
    const refusal = h("p", { class: "refusal", role: "alert", testid: "refusal" })
    const submit = async (/** @type {SubmitEvent} */ event) => {
      event.preventDefault()
      fill(refusal)
      try {
        const person = await addPerson({
          first_name: first.input.value.trim(),
          last_name: last.input.value.trim() || undefined,
          language_code: language.input.value === "uz" ? "uz" : "ru",
          phone_number: phone.input.value.replace(/[\s()-]/g, ""),
          part: "other",
        })
        close()
        added(person)
      } catch (error) {
        fill(refusal, error instanceof Error ? error.message : String(error))
      }
    }
    const form = h(
      "form",
      { class: "dialog-form", on: { submit } },
      h("div", { class: "fields" }, first.label, last.label),
      h("div", { class: "fields wide-second" }, language.label, phone.label),
      refusal,
      formButtons(close, t("add")),
    )
    return [form]
  })
}

/** @param {Person[]} people returns the first number after +998901235000 that none of them has */
function freePhone(people) {
  const taken = new Set(people.map(({ phone_number }) => phone_number.replace(/\D/g, "")))
  let phone = 998901235001
  while (taken.has(String(phone))) {
    phone++
  }
  return `+${phone}`
}
