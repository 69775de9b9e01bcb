/** Constants that all parts of the shop share. */

/** The shop's time zone, for days and slots. */
export const TIME_ZONE = "Asia/Tashkent"

/** The shop's currency. Prices are whole soums. */
export const CURRENCY = "uzs"

/** The Medusa sales channel that the bot sells through. */
export const TELEGRAM_SALES_CHANNEL = "Telegram"

/** Languages in which the shop speaks with shoppers and staff. */
export const LANGUAGES = ["ru", "uz"] as const

export type Language = (typeof LANGUAGES)[number]

/** Medusa's locales of catalogue texts. */
export const LOCALES = { ru: "ru-RU", uz: "uz-UZ" } as const satisfies Record<Language, string>

/** Medusa's default provider, which takes no payment; the shop uses it for cash on delivery. */
export const CASH_PROVIDER = "pp_system_default"

/** Medusa's ids of the gateways' payment providers; gateway records carry the same ids. */
export const PAYME = "pp_payme_payme"
export const CLICK = "pp_click_click"
export const STRIPE = "pp_stripe-checkout_stripe-checkout"

/** Name of an owner who has a login in the admin but has not written to the bot yet. */
export const UNNAMED_OWNER = "Owner"

/** Bot id of the Telegram sandbox (packages/sandbox), the first part of its token. */
export const SANDBOX_BOT = "7000000001"

/**
 * Patterns (POSIX) of the sandbox's ids. Its people have ids of at most six digits, and its chats ids in narrow ranges, so a
 * shop that goes live recognizes them. On Telegram these ids belong to nobody or to strangers.
 */
export const SANDBOX_PERSON = "^[0-9]{1,6}$"
/** The same for groups and channels, also with a topic ("<chat id>/<thread id>"). */
export const SANDBOX_CHAT = "^-([0-9]{1,6}|1001000[0-9]{6})(/|$)"

/** Lists of the admin count their rows up to this number: counting all would read the whole history. */
export const MOST_COUNTED = 10_000
