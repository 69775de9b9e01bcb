/** The languages in which the shop speaks with its staff. */
export const LANGUAGES = ["ru", "uz"] as const
export type Language = (typeof LANGUAGES)[number]
