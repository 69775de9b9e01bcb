/** Languages of the bot. */
export const LANGUAGES = ["ru", "uz"] as const
export type Language = (typeof LANGUAGES)[number]
