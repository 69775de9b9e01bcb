import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { resources } from "../../src/bot/locales"

const PLURALS: Record<string, string[]> = { ru: ["one", "few", "many", "other"], uz: ["one", "other"] }
const plural = /_(zero|one|few|many|other)$/

/** A text's key without its plural suffix. */
const nameOf = (key: string) => key.replace(plural, "")

/** Whether a key has plural forms; the form "other" always exists then. */
const isPlural = (keys: string[], name: string) => keys.includes(`${name}_other`)

const names = (texts: Record<string, string>) =>
  [
    ...new Set(
      Object.keys(texts).map((key) => (isPlural(Object.keys(texts), nameOf(key)) ? nameOf(key) : key)),
    ),
  ].sort()

const values = (text: string) => [...text.matchAll(/{{-?\s*(\w+)/g)].map(([, name]) => name).sort()

describe.each(Object.keys(resources.ru) as (keyof typeof resources.ru)[])("texts of %s", (feature) => {
  const ru: Record<string, string> = resources.ru[feature]
  const uz: Record<string, string> = resources.uz[feature]

  it("have the same keys in Russian and in Uzbek", () => {
    expect(names(uz)).toEqual(names(ru))
  })

  it.each(Object.entries({ ru, uz }))("have every plural form in %s", (language, texts) => {
    const keys = Object.keys(texts)
    for (const name of names(texts).filter((candidate) => isPlural(keys, candidate))) {
      for (const form of PLURALS[language]) {
        expect(keys).toContain(`${name}_${form}`)
      }
    }
  })

  it("use the same values in both languages", () => {
    for (const [key, text] of Object.entries(uz)) {
      const russian = ru[key] ?? ru[`${nameOf(key)}_other`]
      expect({ key, values: values(text) }).toEqual({ key, values: values(russian) })
    }
  })

  it("use the letters of their language", () => {
    for (const text of Object.values(uz)) {
      // oʻ, gʻ and ʼ have their own characters. An ASCII apostrophe is wrong.
      expect(text.replace(/<[^>]*>/g, "")).not.toMatch(/[A-Za-z]['’‘`][A-Za-z]|[OoGg]['’‘`]/)
    }
    for (const text of [...Object.values(ru), ...Object.values(uz)]) {
      expect(text.trim()).toBe(text)
      expect(text).not.toBe("")
    }
  })
})

/** Errors that cannot occur in Telegram: only staff in the admin or background jobs cause them. */
const NOT_IN_TELEGRAM = [
  "account_not_found",
  "already_explained",
  "already_paid",
  "closed_day_not_found",
  "closed_slot_not_found",
  "customer_can_log_in",
  "email_taken",
  "file_unreadable",
  "hook_closed",
  "invalid_date",
  "invalid_path",
  "invalid_value",
  "invalid_window",
  "link_expired",
  "login_gone",
  "method_fixed",
  "movement_not_found",
  "not_done",
  "not_finished_yet",
  "not_json",
  "payment_awaited",
  "picture_refused",
  "rating_invalid",
  "return_by_staff",
  "run_interrupted",
  "same_customer",
  "supplier_in_use",
  "unauthorized",
  "use_imports",
  "use_order_page",
  "weak_password",
  "window_not_found",
  "wrong_location",
]

it("has a text for every error that can occur in Telegram", () => {
  const source = path.join(__dirname, "..", "..", "src")
  const thrown = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes(".spec."))
    .flatMap((file) => [
      ...readFileSync(path.join(source, file), "utf8").matchAll(/shopError\(\s*"([a-z_]+)"/g),
    ])
    .map(([, code]) => code)
  expect(thrown.length).toBeGreaterThan(50)
  const texts: Record<string, string> = resources.ru.errors
  const unreported = [...new Set(thrown)].filter((code) => !(code in texts)).sort()
  expect(unreported).toEqual(NOT_IN_TELEGRAM)
})
