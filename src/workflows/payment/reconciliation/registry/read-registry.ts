import { parse } from "csv-parse/sync"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../../lib/errors"
import { findColumns, type Column, type Columns } from "./columns"
import { decodeText } from "./decode"
import { amountIn, momentIn, stateIn, type RegistryState } from "./values"

/** One payment of a gateway's registry. */
export type RegistryRow = {
  /** Line number in the file, starting at 1. */
  line: number
  /** Values of all id columns. */
  ids: string[]
  /** The order's number; null if the registry has none. */
  reference: string | null
  /** In minor units. */
  amount: number
  /** Null if the registry has no state, or an unknown one. */
  state: RegistryState | null
  at: Date | null
}

/** Maximum number of title lines above the header row. */
const TITLE_LINES = 30
/** Maximum length of an id, in characters. */
const LONGEST_ID = 128
/** First word of a sum line, which can be in an id column: "Итого", "Всего: 3", "Total", "Jami". */
const SUM = /^(?:итого|всего|(?:sub)?total|jami)(?!\p{L})/iu

/** The most frequent separator in the first lines. */
function separatorOf(text: string): string {
  const start = text.split(/\r?\n/, TITLE_LINES).join("\n")
  const count = (sign: string) => start.split(sign).length
  return [";", "\t", ","].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

/** Cells of a table line, and its line number in the file. */
type Line = { cells: string[]; line: number }

function linesOf(text: string): Line[] {
  const numbers: number[] = []
  try {
    const records = parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (record: string[], { lines }) => {
        numbers.push(lines)
        return record
      },
    })
    return records.map((cells, index) => ({ cells, line: numbers[index] }))
  } catch {
    throw shopError("registry_unreadable", "The file is not CSV.", MedusaError.Types.INVALID_DATA)
  }
}

function rowOf({ cells, line }: Line, columns: Columns): RegistryRow | undefined {
  const cell = (column: Column) => cells[columns[column][0]] ?? ""
  const amount = amountIn(cell("amount"), columns.inMinorUnits)
  const ids = columns.id
    .flatMap((index) => cells[index] || [])
    .filter((id) => id.length <= LONGEST_ID && !SUM.test(id))
  const reference = /\d{1,10}/.exec(cell("reference"))?.[0] ?? null
  if (amount === undefined || (!ids.length && !reference)) {
    return undefined
  }
  return {
    line,
    ids,
    reference,
    amount: Math.abs(amount),
    state: stateIn(cell("state")) ?? null,
    at: momentIn(cell("date"), cell("time"), columns.inUtc) ?? null,
  }
}

/**
 * Parses a registry: CSV separated by `;`, `,` or tabs, in UTF-8, UTF-16 LE or windows-1251.
 *
 * @param given column headers, for files with unknown headers
 * @returns the rows, and the number of other lines (sums, remarks)
 * @throws registry_unreadable; registry_columns if the columns are not found
 */
export function readRegistry(
  bytes: Uint8Array,
  given: Partial<Record<Column, string>> = {},
): { rows: RegistryRow[]; left_out: number } {
  const lines = linesOf(decodeText(bytes))
  const head = lines.slice(0, TITLE_LINES).findIndex(({ cells }) => findColumns(cells, given))
  const columns = head >= 0 ? findColumns(lines[head].cells, given) : undefined
  if (!columns) {
    const widest = [...lines].sort((a, b) => b.cells.length - a.cells.length).at(0)
    throw shopError(
      "registry_columns",
      `The id and amount columns were not found. Columns of the file: ${(widest?.cells ?? []).join(", ").slice(0, 500)}`,
      MedusaError.Types.INVALID_DATA,
    )
  }
  const rows = lines.slice(head + 1).map((line) => rowOf(line, columns))
  const read = rows.filter((row) => row !== undefined)
  return { rows: read, left_out: rows.length - read.length }
}
