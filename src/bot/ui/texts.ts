import i18next, { type i18n } from "i18next"
import { resources, type Resources } from "../locales"
import { CURRENCY, type Language } from "../../lib/shop"

type PluralSuffix = "_one" | "_few" | "_many" | "_other" | "_zero"
type WithoutPlural<Key> = Key extends `${infer Base}${PluralSuffix}` ? Base : Key

/** Every text of the bot: `<feature>.<key>`, plural forms under one name. */
export type TextKey = {
  [Feature in keyof Resources & string]: `${Feature}.${WithoutPlural<keyof Resources[Feature] & string>}`
}[keyof Resources & string]

export type TextValues = Record<string, string | number>

/**
 * Puts a text into one language.
 *
 * `t(key, values)` is HTML for a message: values are escaped. `t.plain(key, values)` is for a button or an
 * alert, which know no HTML. A value named `count` chooses the plural form.
 */
export type Translate = {
  (key: TextKey, values?: TextValues): string
  plain(key: TextKey, values?: TextValues): string
  /** True when there is a text of that name: for codes that come from data (a tag, an error, a provider). */
  has(key: string): key is TextKey
  language: Language
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

/** Makes a text harmless inside Telegram's HTML (Bot API, "HTML style"). */
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
  // Values are escaped in `html` below, before they are put in: i18next's own escaping loses its place in the
  // text where a value grows by it, and then reads the value for placeholders.
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

/** The texts in a language; Russian where the language is not chosen yet. */
export function textsIn(language: Language | null | undefined): Translate {
  return translators[language ?? "ru"]
}

const groups = new Intl.NumberFormat("ru-RU", { maximumFractionDigits: 0 })

/** A number as the shop writes it, in groups of three. */
export function amount(number: number): string {
  return groups.format(number)
}

/** How prices are written when they are not in soums; one process speaks of one store's money. */
let otherCurrency: Intl.NumberFormat | undefined

/**
 * Says in which currency the bot's region sells.
 *
 * @param code ISO 4217, in any letters
 */
export function speakOfMoneyIn(code: string): void {
  otherCurrency =
    code.toLowerCase() === CURRENCY
      ? undefined
      : new Intl.NumberFormat("ru-RU", { style: "currency", currency: code, currencyDisplay: "narrowSymbol" })
}

/** A price as the shop writes it: whole soums, in groups of three, or the region's own currency. */
export function money(t: Translate, price: number): string {
  return otherCurrency?.format(price) ?? t.plain("common.money", { amount: amount(price) })
}
