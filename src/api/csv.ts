import { once } from "node:events"
import type { MedusaResponse } from "@medusajs/framework/http"
import { stringify } from "csv-stringify/sync"

export type Cell = string | number | null

/**
 * Writes a table as CSV that Excel opens: UTF-8 with a byte-order mark, semicolons, CRLF.
 * A text cell that a spreadsheet could run as a formula is prefixed with an apostrophe.
 */
export const csvOf = (headers: string[], rows: Cell[][]): string => linesOf([headers, ...rows], true)

/**
 * Sends a table as a CSV file, batch by batch, so that the process never holds the whole file. An error after the first
 * batch ends the connection, so that the file is not taken for a whole one.
 *
 * @param batches the rows
 */
export async function sendCsv(
  res: MedusaResponse,
  name: string,
  headers: string[],
  batches: AsyncIterable<Cell[][]>,
): Promise<void> {
  res.attachment(name).type("text/csv; charset=utf-8")
  let written = linesOf([headers], true)
  try {
    for await (const rows of batches) {
      written += linesOf(rows, false)
      if (!res.write(written)) {
        // When the client disconnects, the response emits "close" and never "drain".
        await Promise.race([once(res, "drain"), once(res, "close")])
      }
      if (res.destroyed) {
        return
      }
      written = ""
    }
    res.end(written)
  } catch (error) {
    if (!res.headersSent) {
      throw error
    }
    res.destroy(error as Error)
  }
}

function linesOf(rows: Cell[][], bom: boolean): string {
  return stringify(rows, {
    bom,
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
