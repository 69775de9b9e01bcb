import type Stripe from "stripe"

type Locale = Stripe.Checkout.SessionCreateParams.Locale

/** Stripe Checkout has no Uzbek. Shows Russian to Uzbek shoppers. */
const INSTEAD: Record<string, Locale> = { uz: "ru" }

const LOCALES =
  "bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW".split(
    " ",
  )

const isLocale = (value: string): value is Locale => LOCALES.includes(value)

/**
 * Maps a locale such as "uz-UZ" or "pt-BR" to a locale of Stripe Checkout. Default: "auto", the browser's
 * language.
 */
export function localeOf(locale: string | null): Locale {
  const asked = locale ?? ""
  const [language = ""] = asked.toLowerCase().split("-")
  if (isLocale(asked)) {
    return asked
  }
  return isLocale(language) ? language : (INSTEAD[language] ?? "auto")
}
