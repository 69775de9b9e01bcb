/** The languages of Payme's pages and messages. */
const LANGUAGES = ["ru", "uz", "en"] as const

export type Language = (typeof LANGUAGES)[number]

/** The language of Payme that a locale such as "uz-UZ" means; Russian when it has none. */
export function languageOf(locale: string | null): Language {
  const asked = locale?.slice(0, 2).toLowerCase()
  return LANGUAGES.find((language) => language === asked) ?? "ru"
}
