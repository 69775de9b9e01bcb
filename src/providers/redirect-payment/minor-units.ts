import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

/**
 * Converts an amount to minor units (tiyin, cents) with exact decimal arithmetic (19.99 * 100 is 1998.9999… in
 * floating point).
 *
 * @param amount in the currency's main unit, for example soums
 * @returns undefined if the result is not a positive whole number
 */
export function toMinorUnits(amount: BigNumberInput): number | undefined {
  const minorUnits = MathBN.mult(amount, 100)
  const whole = minorUnits.toNumber()
  return minorUnits.isInteger() && Number.isSafeInteger(whole) && whole > 0 ? whole : undefined
}

/**
 * Converts an amount to the payable minor units. Medusa's totals can have more decimals (10 percent off 19.99);
 * they are rounded half up.
 *
 * @param amount in the currency's main unit, for example euros
 * @returns undefined if the result is not positive
 */
export function payableMinorUnits(amount: BigNumberInput): number | undefined {
  return toMinorUnits(MathBN.convert(amount, 2))
}
