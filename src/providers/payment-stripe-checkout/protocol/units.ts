/** Currencies whose smallest unit is the whole one. @see https://docs.stripe.com/currencies#zero-decimal */
const WITHOUT_PARTS = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "))
/** Written with two decimals, which must be 0. @see https://docs.stripe.com/currencies#special-cases */
const WHOLE_ONLY = new Set(["isk", "ugx"])
/** Currencies of thousandths: the shop keeps gateways' money in minor units, and would round. */
const IN_THOUSANDTHS = new Set(["bhd", "jod", "kwd", "omr", "tnd"])

/**
 * An amount as Stripe's API writes it: in the currency's smallest unit.
 *
 * @param minor units of the currency's whole unit
 * @param currency ISO code, any case
 * @returns undefined for what Stripe cannot take: a part of a currency that has none, or a currency of thousandths
 */
export function toSmallest(minorUnits: number, currency: string): number | undefined {
  const code = currency.toLowerCase()
  const isWhole = minorUnits % 100 === 0
  if (IN_THOUSANDTHS.has(code) || (!isWhole && (WITHOUT_PARTS.has(code) || WHOLE_ONLY.has(code)))) {
    return undefined
  }
  return WITHOUT_PARTS.has(code) ? minorUnits / 100 : minorUnits
}

/** An amount of Stripe's API in minor units of the currency's whole unit. */
export const fromSmallest = (amount: number, currency: string): number =>
  WITHOUT_PARTS.has(currency.toLowerCase()) ? amount * 100 : amount
