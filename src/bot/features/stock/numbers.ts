import { minorUnits } from "../../../lib/money"
import { withPlainDigits } from "../../../lib/plain-text"

/** Maximum number of pieces of a line. A larger number is a typing error. */
export const MOST_PIECES = 100_000
/** Maximum cost of one piece in minor units. */
const MOST_COST = 1e10
/** Maximum cost of a line in minor units, as the ledger has it. */
const MOST_WORTH = 1e12

const TEXT_LENGTH = 30

const format = new Intl.NumberFormat("ru-RU", { maximumFractionDigits: 3 })

/** Formats pieces with groups of three digits. */
export const count = (pieces: number | string): string => format.format(Number(pieces))

/** A typed number with a comma or a point; undefined for any other text. */
function numberIn(text: string, decimals: number): number | undefined {
  const typed = withPlainDigits(text.slice(0, TEXT_LENGTH)).replace(/[\s']/g, "")
  const isNumber = new RegExp(`^\\d{1,12}(?:[.,]\\d{1,${decimals}})?$`).test(typed)
  return isNumber ? Number(typed.replace(",", ".")) : undefined
}

/** The pieces that a person typed: above zero, with at most three decimals, up to {@link MOST_PIECES}. */
export function quantityIn(text: string): number | undefined {
  const pieces = numberIn(text, 3)
  return pieces !== undefined && pieces > 0 && pieces <= MOST_PIECES ? pieces : undefined
}

const CURRENCY_NAME = /(?:сумов|сума|сум|so.?m|uzs)\.?\s*$/i

/** The cost of one piece that a person typed, in minor units. */
export function costIn(text: string, pieces: number): number | undefined {
  const cost = numberIn(text.slice(0, TEXT_LENGTH).replace(CURRENCY_NAME, ""), 2)
  const units = cost === undefined ? undefined : minorUnits(cost)
  return units !== undefined && units <= MOST_COST && units * pieces <= MOST_WORTH ? units : undefined
}
