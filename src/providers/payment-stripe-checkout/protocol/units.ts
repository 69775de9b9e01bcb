/**
 * Zero-decimal currencies.
 *
 * @see https://docs.stripe.com/currencies#zero-decimal
 */
const WITHOUT_PARTS = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "))
/**
 * Currencies with two decimals that must be 0.
 *
 * @see https://docs.stripe.com/currencies#special-cases
 */
const WHOLE_ONLY = new Set(["isk", "ugx"])
/** Three-decimal currencies. They are not supported, because the shop stores gateway amounts with two decimals. */
const IN_THOUSANDTHS = new Set(["bhd", "jod", "kwd", "omr", "tnd"])

/**
 * Converts an amount to Stripe's smallest currency unit.
 *
 * @param minorUnits 1/100 of a unit, also for a currency without decimals
 * @param currency ISO code, any case
 * @returns undefined if Stripe cannot represent the amount, or for a three-decimal currency
 */
export function toSmallest(minorUnits: number, currency: string): number | undefined {
  const code = currency.toLowerCase()
  const isWhole = minorUnits % 100 === 0
  if (IN_THOUSANDTHS.has(code) || (!isWhole && (WITHOUT_PARTS.has(code) || WHOLE_ONLY.has(code)))) {
    return undefined
  }
  return WITHOUT_PARTS.has(code) ? minorUnits / 100 : minorUnits
}

/** Converts an amount of Stripe's API to the shop's minor units (1/100). */
export const fromSmallest = (amount: number, currency: string): number =>
  WITHOUT_PARTS.has(currency.toLowerCase()) ? amount * 100 : amount
