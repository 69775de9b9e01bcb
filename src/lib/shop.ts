/** Constants that all parts of the shop share. */

/** The shop's time zone, for days and slots. */
export const TIME_ZONE = "Asia/Tashkent"

/** The shop's currency. Prices are whole soums. */
export const CURRENCY = "uzs"

/** The Medusa sales channel that the bot sells through. */
export const TELEGRAM_SALES_CHANNEL = "Telegram"

/** Languages of the bot, with the Medusa locales of catalogue texts. */
export const LOCALES = { ru: "ru-RU", uz: "uz-UZ" } as const

export type Language = keyof typeof LOCALES

/** Medusa's default provider, which takes no payment; the shop uses it for cash on delivery. */
export const CASH_PROVIDER = "pp_system_default"
