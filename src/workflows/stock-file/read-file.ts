import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { readCsv, type TableLine } from "../../lib/read-csv"
import { isZip, readXlsx } from "../../lib/read-xlsx"
import { columnsIn, EFFECTS, type Columns } from "./columns"

/** Lines in which the header is looked for. */
const TITLE_LINES = 10
/** Maximum number of lines below the header. */
export const MOST_LINES = 2000

export type StockTable = { effect: (typeof EFFECTS)[number]; columns: Columns; lines: TableLine[] }

const refusal = (code: string, sentence: string) => shopError(code, sentence, MedusaError.Types.INVALID_DATA)

/**
 * Reads a file of stock: CSV or the first sheet of an XLSX file, with a header line.
 *
 * @throws stock_file_unreadable, stock_file_columns, stock_file_effect, stock_file_too_long
 */
export async function readStockFile(file: Buffer): Promise<StockTable> {
  const lines = await linesOf(file)
  const head = lines.slice(0, TITLE_LINES).findIndex(({ cells }) => columnsIn(cells))
  const columns = head >= 0 ? columnsIn(lines[head].cells) : undefined
  if (!columns) {
    const first = (lines.at(0)?.cells ?? []).join(", ").slice(0, 300)
    throw refusal(
      "stock_file_columns",
      `The file needs a column with the SKU or the name, and one of the columns stock, received, change. Its first line: ${first}`,
    )
  }
  const effects = EFFECTS.filter((effect) => columns[effect] !== undefined)
  if (effects.length > 1) {
    throw refusal(
      "stock_file_effect",
      `A file has one of the columns stock, received, change. This one has: ${effects.join(", ")}.`,
    )
  }
  const below = lines.slice(head + 1)
  if (below.length > MOST_LINES) {
    throw refusal("stock_file_too_long", `A file has at most ${MOST_LINES} lines.`)
  }
  return { effect: effects[0], columns, lines: below }
}

async function linesOf(file: Buffer): Promise<TableLine[]> {
  try {
    return isZip(file) ? await readXlsx(file) : await readCsv(file)
  } catch {
    throw refusal("stock_file_unreadable", "The file is neither CSV nor XLSX, or it is damaged.")
  }
}
