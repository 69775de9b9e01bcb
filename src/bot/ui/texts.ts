import i18next, { type i18n } from "i18next"
import { resources, type Resources } from "../locales"
import { CURRENCY, type Language } from "../../lib/shop"

type PluralSuffix = "_one" | "_few" | "_many" | "_other" | "_zero"
type WithoutPlural<Key> = Key extends `${infer Base}${PluralSuffix}` ? Base : Key

/** Keys of all texts of the bot: `<feature>.<key>`. The plural forms of a text share one key. */
export type TextKey = {
  [Feature in keyof Resources & string]: `${Feature}.${WithoutPlural<keyof Resources[Feature] & string>}`
}[keyof Resources & string]

export type TextValues = Record<string, string | number>

/**
 * Returns texts in one language.
 * `t(key, values)` returns HTML for a message and escapes the values. `t.plain(key, values)` returns plain
 * text for a button or an alert. The value `count` selects the plural form.
 */
export type Translate = {
  (key: TextKey, values?: TextValues): string
  plain(key: TextKey, values?: TextValues): string
  /** Whether a text exists, for keys made from data (a tag, an error code, a provider). */
  has(key: string): key is TextKey
  language: Language
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

/** Escapes a text for Telegram's HTML (Bot API, "HTML style"). */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character])
}

const texts: i18n = i18next.createInstance()
void texts.init({
  resources,
  lng: "ru",
  fallbackLng: false,
  ns: Object.keys(resources.ru),
  nsSeparator: ".",
  keySeparator: false,
  initAsync: false,
  showSupportNotice: false,
  returnNull: false,
  // `html` below escapes the values first. The escaping of i18next is off, because it misplaces the next
  // placeholder when an escaped value gets longer.
  interpolation: { escapeValue: false },
})

function escaped(values: TextValues): TextValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" ? escapeHtml(value) : value,
    ]),
  )
}

function make(language: Language): Translate {
  const fixed = texts.getFixedT(language)
  const html = (key: TextKey, values: TextValues = {}) => fixed(key, escaped(values))
  return Object.assign(html, {
    plain: (key: TextKey, values: TextValues = {}) => fixed(key, values),
    has: (key: string): key is TextKey => texts.exists(key, { lng: language }),
    language,
  })
}

const translators: Record<Language, Translate> = { ru: make("ru"), uz: make("uz") }

/** The texts in a language; Russian when the user has not chosen one. */
export function textsIn(language: Language | null | undefined): Translate {
  return translators[language ?? "ru"]
}

const groups = new Intl.NumberFormat("ru-RU", { maximumFractionDigits: 0 })

/** Formats a number with groups of three digits. */
export function amount(number: number): string {
  return groups.format(number)
}

/** Format of prices when the region's currency is not UZS. One process serves one store. */
let otherCurrency: Intl.NumberFormat | undefined

/**
 * Sets the currency of the bot's region.
 *
 * @param code ISO 4217, upper or lower case
 */
export function setCurrency(code: string): void {
  otherCurrency =
    code.toLowerCase() === CURRENCY
      ? undefined
      : new Intl.NumberFormat("ru-RU", { style: "currency", currency: code, currencyDisplay: "narrowSymbol" })
}

/** Formats a price: whole soums in groups of three, or the region's currency. */
export function money(t: Translate, price: number): string {
  return otherCurrency?.format(price) ?? t.plain("common.money", { amount: amount(price) })
}
