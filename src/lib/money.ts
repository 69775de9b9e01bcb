import type { BigNumberInput } from "@medusajs/framework/types"
import { defaultCurrencies, MathBN } from "@medusajs/framework/utils"

/**
 * Decimal digits of a currency: UZS 0, USD 2. Medusa has this table for its admin, and treats a difference of less than
 * one such unit as nothing owed.
 *
 * @param currencyCode ISO 4217, upper or lower case
 */
export const digitsOf = (currencyCode: string): number =>
  defaultCurrencies[currencyCode.toUpperCase()]?.decimal_digits ?? 2

/** Digits that are kept before rounding. A division such as 1 / 1.12 leaves errors behind them. */
const EXACT_DIGITS = 6

const exact = (amount: BigNumberInput) => MathBN.convert(MathBN.convert(amount), EXACT_DIGITS)

/**
 * Converts an amount to whole units of the currency's last digit (soums, cents), rounded half up.
 *
 * @param amount in the currency's main unit
 */
export const toUnits = (amount: BigNumberInput, currencyCode: string): number =>
  MathBN.convert(MathBN.mult(exact(amount), 10 ** digitsOf(currencyCode)), 0).toNumber()

/** Converts units of {@link toUnits} to the currency's main unit. */
export const fromUnits = (units: number, currencyCode: string): number =>
  MathBN.div(units, 10 ** digitsOf(currencyCode)).toNumber()

/** Converts an amount to minor units (hundredths of the main unit, for every currency), rounded half up. */
export const minorUnits = (amount: BigNumberInput): number =>
  MathBN.convert(MathBN.mult(amount, 100), 0).toNumber()

/** Converts minor units to the main unit. */
export const fromMinorUnits = (amount: BigNumberInput): number => MathBN.div(amount, 100).toNumber()

/**
 * The amount to pay for a total of Medusa: rounded half up to the currency's last digit. A total above zero costs at
 * least one unit. This is the only place where the shop rounds a total; see docs/payments.md.
 *
 * @param total in the currency's main unit, with any number of decimals
 * @returns in the currency's main unit
 */
export function payable(total: BigNumberInput, currencyCode: string): number {
  const units = toUnits(total, currencyCode)
  return fromUnits(units === 0 && MathBN.gt(exact(total), 0) ? 1 : units, currencyCode)
}

/** Digits of an amount that is shown: those of the currency, and two if the amount has a fraction of a unit. */
export function shownDigits(amount: BigNumberInput, currencyCode: string): number {
  const digits = digitsOf(currencyCode)
  const most = Math.max(2, digits)
  const rounded = MathBN.convert(MathBN.convert(amount), most)
  return MathBN.eq(rounded, MathBN.convert(rounded, digits)) ? digits : most
}

/** The amounts of a cart or an order with Medusa's totals, in the currency's main unit. */
export type Billed = {
  currency_code: string
  /** Of each line, with tax, before discounts. */
  items: { original_total: BigNumberInput }[]
  /** Of delivery, with tax, before discounts. */
  original_shipping_total: BigNumberInput
  /** Of lines and delivery, with tax. */
  discount_total: BigNumberInput
  credit_line_total?: BigNumberInput | null
  total: BigNumberInput
}

/** A bill as it is shown: lines + delivery − discount − credit + rounding = total. In the currency's main unit. */
export type Bill = {
  currency_code: string
  lines: number[]
  delivery: number
  discount: number
  credit: number
  /** What rounding adds to the total; negative if it takes something off. */
  rounding: number
  total: number
}

/** Makes the bill of a cart or an order, with amounts that add up exactly. */
export function billOf(billed: Billed): Bill {
  const { currency_code, items } = billed
  const digits = Math.max(2, digitsOf(currency_code))
  const shown = (amount: BigNumberInput | null | undefined) => MathBN.convert(exact(amount ?? 0), digits)
  const lines = items.map((line) => shown(line.original_total))
  const delivery = shown(billed.original_shipping_total)
  const discount = shown(billed.discount_total)
  const credit = shown(billed.credit_line_total)
  const total = payable(billed.total, currency_code)
  const rounding = MathBN.sub(total, MathBN.sub(MathBN.sum(...lines, delivery), discount, credit))
  return {
    currency_code,
    lines: lines.map((line) => line.toNumber()),
    delivery: delivery.toNumber(),
    discount: discount.toNumber(),
    credit: credit.toNumber(),
    rounding: rounding.toNumber(),
    total,
  }
}
