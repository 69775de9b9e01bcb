/** Languages of Payme's pages and messages. */
const LANGUAGES = ["ru", "uz", "en"] as const

export type Language = (typeof LANGUAGES)[number]

/** Maps a locale such as "uz-UZ" to a language of Payme. Default: Russian. */
export function languageOf(locale: string | null): Language {
  const asked = locale?.slice(0, 2).toLowerCase()
  return LANGUAGES.find((language) => language === asked) ?? "ru"
}
