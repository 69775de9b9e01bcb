import { parse } from "csv-parse/sync"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import { findColumns, type Column, type Columns } from "./columns"
import { decodeText } from "./decode"
import { amountIn, momentIn, stateIn, type RegistryState } from "./values"

/** A line of a gateway's registry. */
export type RegistryRow = {
  /** Its line in the file, from 1. */
  line: number
  /** All that may be the gateway's id of the payment. */
  ids: string[]
  /** The order's number, where the registry says it. */
  reference: string | null
  /** In minor units. */
  amount: number
  /** Null where the registry says nothing of it, or says it in unknown words. */
  state: RegistryState | null
  at: Date | null
}

/** Cabinets put titles above the table; it is looked for so far down. */
const TITLE_LINES = 30
/** A cell is an id or a word; what is longer is none. */
const LONGEST_ID = 128
/** What heads the sums below a table, also where the ids stand: "Итого", "Всего: 3", "Total", "Jami". */
const SUM = /^(?:итого|всего|(?:sub)?total|jami)(?!\p{L})/iu

/** The sign that stands most often in the file's first lines. */
function separatorOf(text: string): string {
  const start = text.split(/\r?\n/, TITLE_LINES).join("\n")
  const count = (sign: string) => start.split(sign).length
  return [";", "\t", ","].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

/** A line of the table, and where it stands in the file. */
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
    throw shopError("registry_unreadable", "The file is no CSV.", MedusaError.Types.INVALID_DATA)
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
 * Reads the registry that a gateway's cabinet exports: CSV with `;`, `,` or tabs, in UTF-8 or windows-1251.
 *
 * @param given the headers of columns that the file heads in its own way
 * @returns its rows, and how many lines were none (sums, remarks)
 * @throws registry_unreadable, and registry_columns when the columns are not found
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
      `The columns of id and amount are not found. The file has: ${(widest?.cells ?? []).join(", ").slice(0, 500)}`,
      MedusaError.Types.INVALID_DATA,
    )
  }
  const rows = lines.slice(head + 1).map((line) => rowOf(line, columns))
  const read = rows.filter((row) => row !== undefined)
  return { rows: read, left_out: rows.length - read.length }
}
