/** The shop's constants: what is the same in every room of the house. */

/** The shop's clock. Days and slots are days and hours of Bukhara. */
export const TIME_ZONE = "Asia/Tashkent"

/** Prices are whole soums. */
export const CURRENCY = "uzs"

/** The Medusa sales channel that the bot sells through. */
export const TELEGRAM_SALES_CHANNEL = "Telegram"

/** The languages of the bot, and the Medusa locales of the texts that come from the catalogue. */
export const LOCALES = { ru: "ru-RU", uz: "uz-UZ" } as const

export type Language = keyof typeof LOCALES

/** Medusa's own provider that asks for no money in advance: to the shop it is cash on delivery. */
export const CASH_PROVIDER = "pp_system_default"
