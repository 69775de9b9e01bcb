import i18next, { type i18n } from "i18next"
import { resources, type Resources } from "../locales"
import { shownDigits } from "../../lib/money"
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

const formats = new Map<string, Intl.NumberFormat>()

/** Returns a number format; making one takes about 50 µs. */
function formatOf(digits: number, currency?: string): Intl.NumberFormat {
  const key = `${digits} ${currency ?? ""}`
  const known = formats.get(key)
  if (known) {
    return known
  }
  const format = new Intl.NumberFormat("ru-RU", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    ...(currency ? { style: "currency", currency, currencyDisplay: "narrowSymbol" } : {}),
  })
  formats.set(key, format)
  return format
}

/**
 * Formats an amount without its currency, with groups of three digits.
 *
 * @param number in the currency's main unit
 * @param currency ISO 4217, upper or lower case
 */
export function amount(number: number, currency: string): string {
  return formatOf(shownDigits(number, currency)).format(number)
}

/**
 * Formats an amount with its currency: "260 000 сум", "27,50 $". Soums have decimals only if there is a fraction.
 *
 * @param price in the currency's main unit
 * @param currency ISO 4217, upper or lower case
 */
export function money(t: Translate, price: number, currency: string): string {
  return currency.toLowerCase() === CURRENCY
    ? t.plain("common.money", { amount: amount(price, currency) })
    : formatOf(shownDigits(price, currency), currency.toUpperCase()).format(price)
}
