import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../../lib/errors"
import { readCsv, type TableLine } from "../../../../lib/read-csv"
import { inSlices } from "../../../../lib/slices"
import { withoutInvisible, withPlainDigits } from "../../../../lib/plain-text"
import { amountIn } from "./amounts"
import { findColumns, type Column, type Columns } from "./columns"
import { isMonthFirstIn, momentIn, orderOf, type DateOrder } from "./moments"
import { stateIn, type RegistryState } from "./states"

/** A cell that has a text, but not a readable one. */
export type UnreadCell = { column: "id" | "amount" | "state" | "date"; text: string }

/** One payment of a gateway's registry. */
export type RegistryRow = {
  /** Line number in the file, starting at 1. */
  line: number
  /** Values of all id columns. */
  ids: string[]
  /** The order's number; null if the registry has none. */
  reference: string | null
  /** In minor units; null if it could not be read. */
  amount: number | null
  /** Null if the registry has no state, or an unknown one, which is then in `unread`. */
  state: RegistryState | null
  at: Date | null
  unread: UnreadCell[]
}

export type Registry = {
  rows: RegistryRow[]
  /** Number of lines below the header row that are not payments: sums, remarks. */
  left_out: number
  /** The headers of the found columns, as in the file. */
  columns: Record<Column, string[]>
}

/** Lines between two pauses. */
const PAUSE_EVERY = 200
/** Maximum number of title lines above the header row. */
const TITLE_LINES = 30
/** Maximum length of an id, in characters. */
const LONGEST_ID = 128
/** First word of a sum line, which can be in an id column: "Итого", "Всего: 3", "Total", "Jami". */
const SUM = /^(?:итого|всего|(?:sub)?total|jami)(?!\p{L})/iu

async function linesOf(bytes: Uint8Array): Promise<TableLine[]> {
  try {
    return await readCsv(bytes)
  } catch {
    throw shopError("registry_unreadable", "The file is not CSV.", MedusaError.Types.INVALID_DATA)
  }
}

/** An id as text: Excel writes `="123"` or `'123` to keep all digits. */
const idIn = (cell: string) =>
  withoutInvisible(cell)
    .replace(/^="(.*)"$/, "$1")
    .replace(/^'/, "")
    .trim()

/** Returns undefined for a line that is not a payment: blank, a sum, a remark, a repeated header. */
function rowOf({ cells, line }: TableLine, columns: Columns, monthFirst: boolean): RegistryRow | undefined {
  const cell = (column: Column) => withoutInvisible(cells[columns[column][0]] ?? "").trim()
  const [amountText, dateText, timeText] = [cell("amount"), cell("date"), cell("time")]
  const amount = amountIn(amountText, columns.inMinorUnits)
  const at = momentIn(dateText, timeText, columns.zone, monthFirst) ?? null
  const state = stateIn(cell("state")) ?? null
  const filled = cells.filter((text) => withoutInvisible(text).trim())
  const hasOnlyNumbers = !columns.date.length && !columns.state.length
  const isPayment = amountText !== "" || at !== null || state !== null || hasOnlyNumbers
  if (filled.length < 2 || !isPayment || (SUM.test(filled[0]) && !at)) {
    return undefined
  }
  const ids = columns.id
    .flatMap((index) => idIn(cells[index] ?? "") || [])
    .filter((id) => id.length <= LONGEST_ID && !SUM.test(id))
  const reference = /\d{1,10}/.exec(withPlainDigits(cell("reference")))?.[0] ?? null
  const unread: UnreadCell[] = [
    ...(!ids.length && !reference ? [{ column: "id" as const, text: "" }] : []),
    ...(amount === undefined ? [{ column: "amount" as const, text: amountText }] : []),
    ...(columns.state.length && !state ? [{ column: "state" as const, text: cell("state") }] : []),
    ...(dateText && !at ? [{ column: "date" as const, text: `${dateText} ${timeText}`.trim() }] : []),
  ]
  const isReturn = amount !== undefined && amount < 0
  return {
    line,
    ids,
    reference,
    amount: amount === undefined ? null : Math.abs(amount),
    // A negative amount is a refund, whose own state says whether the refund succeeded.
    state: isReturn && (state === "performed" || !columns.state.length) ? "canceled" : state,
    at,
    unread,
  }
}

/**
 * Parses a registry: CSV separated by `;`, `,` or tabs, in UTF-8, UTF-16 or windows-1251. It lets the event loop process
 * requests meanwhile.
 *
 * @param given column headers, for files with unknown headers
 * @throws registry_unreadable; registry_columns if the columns are not found
 */
export async function readRegistry(
  bytes: Uint8Array,
  given: Partial<Record<Column, string>> = {},
): Promise<Registry> {
  const lines = await linesOf(bytes)
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
  const below = lines.slice(head + 1)
  const orders = new Set<DateOrder>()
  for await (const slice of inSlices(below, PAUSE_EVERY)) {
    slice.forEach(({ cells }) => orders.add(orderOf(cells[columns.date[0]] ?? "")))
  }
  const monthFirst = isMonthFirstIn(orders)
  const payments: RegistryRow[] = []
  for await (const slice of inSlices(below, PAUSE_EVERY)) {
    const rows = slice.map((line) =>
      // Exports of several pages repeat the header row.
      findColumns(line.cells, given) ? undefined : rowOf(line, columns, monthFirst),
    )
    payments.push(...rows.filter((row) => row !== undefined))
  }
  return { rows: payments, left_out: below.length - payments.length, columns: columns.headers }
}
