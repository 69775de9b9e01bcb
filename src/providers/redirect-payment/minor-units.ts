import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { fromUnits, toUnits } from "../../lib/money"

/**
 * Converts an amount to minor units (tiyin, cents) with exact decimal arithmetic (19.99 * 100 is 1998.9999… in
 * floating point), rounded half up.
 *
 * @param amount in the currency's main unit, for example soums
 * @returns undefined if the result is not positive
 */
export function toMinorUnits(amount: BigNumberInput): number | undefined {
  const minorUnits = MathBN.mult(MathBN.convert(amount, 2), 100).toNumber()
  return Number.isSafeInteger(minorUnits) && minorUnits > 0 ? minorUnits : undefined
}

/**
 * Converts a total to the minor units that a gateway charges: rounded to the currency's last digit.
 *
 * @param amount in the currency's main unit, for example euros
 * @returns undefined if the result is not positive
 */
export const payableMinorUnits = (amount: BigNumberInput, currencyCode: string): number | undefined =>
  toMinorUnits(fromUnits(toUnits(amount, currencyCode), currencyCode))
