import { withoutInvisible, withPlainDigits } from "../../lib/plain-text"
import { amountIn } from "../payment/reconciliation/registry/amounts"
import type { Column, Columns } from "./columns"

/** A cell as text: spreadsheets write `="123"` or `'123` to keep a number as it is. */
export const cellOf = (cells: string[], columns: Columns, column: Column): string => {
  const index = columns[column]
  return index === undefined
    ? ""
    : withoutInvisible(cells[index] ?? "")
        .replace(/^="(.*)"$/s, "$1")
        .replace(/^'/, "")
        .replace(/\s+/g, " ")
        .trim()
}

/** Whole pieces, also written as "1 000" or "5,00"; undefined for another text. */
export const piecesIn = (cell: string): number | undefined => amountIn(cell, true)

/** A cost in minor units; undefined for another text. */
export function costIn(cell: string): number | undefined {
  const cost = amountIn(cell, false)
  return cost !== undefined && cost >= 0 ? cost : undefined
}

/** A day as YYYY-MM-DD, written so or as 05.01.2027; undefined for another text. */
export function dayIn(cell: string): string | undefined {
  const text = withPlainDigits(cell)
  const [, iso] = /^(\d{4}-\d\d-\d\d)(?:[T ].*)?$/.exec(text) ?? []
  const [, day, month, year] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text) ?? []
  const found = iso ?? (year && `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`)
  const instant = found ? Date.parse(`${found}T00:00:00Z`) : NaN
  // A date such as 2027-02-31 does not exist.
  return Number.isFinite(instant) && new Date(instant).toISOString().startsWith(found ?? "")
    ? found
    : undefined
}
