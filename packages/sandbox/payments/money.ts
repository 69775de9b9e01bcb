import type { Language } from "./types"

const NAMES: Record<string, Record<Language, string>> = {
  uzs: { ru: "сум", uz: "soʻm", en: "soum" },
  eur: { ru: "€", uz: "€", en: "€" },
  usd: { ru: "$", uz: "$", en: "$" },
}

/**
 * Formats an amount for display: "280 000 сум", "19,99 €".
 *
 * @param minorUnits tiyin or cents
 */
export function moneyText(minorUnits: number, currency: string, language: Language): string {
  const whole = String(Math.floor(minorUnits / 100)).replace(/\B(?=(\d{3})+$)/g, "\u00a0")
  const rest = minorUnits % 100
  const point = language === "en" ? "." : ","
  const amount = rest ? `${whole}${point}${String(rest).padStart(2, "0")}` : whole
  const code = currency.toLowerCase()
  return `${amount}\u00a0${NAMES[code]?.[language] ?? code.toUpperCase()}`
}
