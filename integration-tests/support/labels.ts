import { resources } from "../../src/bot/locales"
import { money, textsIn, type TextKey, type TextValues } from "../../src/bot/ui/texts"
import type { Language } from "../../src/lib/shop"

/** Values of a text's placeholders. A value may be an expression, such as an order's number that is not known. */
export type LabelValues = Record<string, string | number | RegExp>

/** Encloses the name of a placeholder in a text. No text contains this character. */
const MARK = "\u0001"

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' }

/**
 * Returns a text of the bot as people see it in Telegram: without HTML, and with ordinary spaces.
 *
 * @param values values of all placeholders
 * @throws Error when the value of a placeholder is missing
 */
export function label(key: TextKey, values: TextValues = {}, language: Language = "ru"): string {
  const [form] = formsOf(key, values, language)
  return partsOf(form)
    .map((part, index) => (index % 2 ? String(given(key, values, part)) : part.replace(TAG, "")))
    .join("")
}

/**
 * Returns an expression that finds a text of the bot, with or without its HTML. It matches ordinary and
 * non-breaking spaces.
 *
 * @param values values of the placeholders; any value matches a placeholder that is not listed
 */
export function saying(key: TextKey, values: LabelValues = {}, language: Language = "ru"): RegExp {
  const sources = formsOf(key, values, language).map((form) =>
    partsOf(form)
      .map((part, index) => (index % 2 ? patternOf(values[part] ?? ANYTHING) : withoutTags(part)))
      .join(""),
  )
  return new RegExp([...new Set(sources)].join("|"))
}

/** Returns an expression that finds texts which begin with a text of the bot, as {@link saying} finds it. */
export function labelStart(key: TextKey, values: LabelValues = {}, language: Language = "ru"): RegExp {
  return new RegExp(`^(?:${saying(key, values, language).source})`)
}

/**
 * Builds an expression from expressions and plain strings. The literal parts are regular expressions.
 *
 * @example pattern`^1\\. ${"Roses (red)"}.*${saying("cart.gone")}`
 */
export function pattern({ raw }: TemplateStringsArray, ...values: (string | number | RegExp)[]): RegExp {
  return new RegExp(
    raw.map((part, index) => part + (index < values.length ? patternOf(values[index]) : "")).join(""),
  )
}

/** Returns a price as the bot shows it, with ordinary spaces. */
export function price(amount: number, language: Language = "ru", currency = "uzs"): string {
  return money(textsIn(language), amount, currency).replaceAll("\u00a0", " ")
}

const ANYTHING = /[^]*?/

/** The source of an expression for a value. A space also matches a non-breaking space. */
function patternOf(value: string | number | RegExp): string {
  return value instanceof RegExp
    ? `(?:${value.source})`
    : String(value)
        .replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
        .replace(/[ \u00a0]/g, "[ \\u00a0]")
}

const TAG = /<[^<>]+>/g

/** The source of an expression for a static part. HTML tags are optional. */
const withoutTags = (part: string): string =>
  part
    .split(/(<[^<>]+>)/)
    .map((piece, index) => (index % 2 ? `(?:${piece})?` : patternOf(piece)))
    .join("")

/** Splits a text into static parts (even positions) and names of placeholders (odd positions). */
const partsOf = (form: string): string[] => form.split(MARK)

/** The forms of a text with marked placeholders: one, or all plural forms when `count` is not given as a number. */
function formsOf(key: TextKey, values: LabelValues, language: Language): string[] {
  const t = textsIn(language)
  const [feature, name] = key.split(".")
  const texts: Record<string, Record<string, string>> = resources[language]
  const forms = Object.keys(texts[feature]).filter((one) => one.replace(PLURAL, "") === name)
  const isCounted = typeof values.count === "number"
  const names = isCounted || forms.includes(name) ? [name] : forms
  if (!forms.length) {
    throw new Error(`The bot has no text "${key}".`)
  }
  return names.map((one) => {
    const placeholders = forms
      .flatMap((form) => [...texts[feature][form].matchAll(/{{(\w+)}}/g)])
      .map(([, found]) => found)
    const marked = Object.fromEntries(placeholders.map((found) => [found, `${MARK}${found}${MARK}`]))
    const text = t.plain(
      `${feature}.${one}` as TextKey,
      isCounted ? { ...marked, count: Number(values.count) } : marked,
    )
    return text.replace(/&\w+;/g, (entity) => entities[entity] ?? entity).replaceAll("\u00a0", " ")
  })
}

const PLURAL = /_(one|few|many|other)$/

function given(key: TextKey, values: TextValues, name: string): string | number {
  if (!(name in values)) {
    throw new Error(`The text "${key}" needs a value for "${name}".`)
  }
  return values[name]
}
