import { stringify } from "csv-stringify/sync"

type Cell = string | number | null

/**
 * Writes a table as CSV that Excel opens: UTF-8 with a byte-order mark, semicolons, CRLF.
 * A text cell that a spreadsheet could run as a formula is prefixed with an apostrophe.
 */
export function csvOf(headers: string[], rows: Cell[][]): string {
  return stringify([headers, ...rows], {
    bom: true,
    delimiter: ";",
    quoted: true,
    quoted_empty: true,
    record_delimiter: "windows",
    escape_formulas: true,
    // A negative number is no formula.
    cast: { number: (value) => ({ value: String(value), escape_formulas: false }) },
  })
}

/** Formats an amount in minor units with two decimals: 12000000 becomes "120000.00". */
export function inUnits(minorUnits: number): string {
  const digits = String(Math.abs(minorUnits)).padStart(3, "0")
  return `${minorUnits < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
