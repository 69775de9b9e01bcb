import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

/**
 * An amount as gateways count it: in whole minor units (tiyin, cents), never by way of a float (19.99 * 100 is
 * 1998.9999…).
 *
 * @param amount in the currency's own units, such as soums
 * @returns undefined for what is no whole number of minor units, or is not more than nothing
 */
export function toMinorUnits(amount: BigNumberInput): number | undefined {
  const minorUnits = MathBN.mult(amount, 100)
  const whole = minorUnits.toNumber()
  return minorUnits.isInteger() && Number.isSafeInteger(whole) && whole > 0 ? whole : undefined
}

/**
 * What is paid for an amount where gateways count in minor units: Medusa's totals may be finer (10 percent off 19.99),
 * and are rounded half up, as they are shown.
 *
 * @param amount in the currency's own units, such as euros
 * @returns undefined for what is not more than nothing
 */
export function payableMinorUnits(amount: BigNumberInput): number | undefined {
  return toMinorUnits(MathBN.convert(amount, 2))
}
