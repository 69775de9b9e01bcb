import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { XLSX_TYPE, xlsxOf, type SheetCell } from "../../../lib/xlsx"
import { exportStock, type ExportedItem } from "../../../workflows/stock-file/export-stock"
import { inUnits, sendCsv, type Cell } from "../../csv"
import { seesMoney } from "../../roles"
import { ExportStockQuery } from "./validators"

/** The columns and their widths in XLSX. */
const COLUMNS: [title: string, width: number][] = [
  ["sku", 20],
  ["item", 36],
  ["location", 18],
  ["stocked", 10],
  ["reserved", 10],
  ["held", 10],
  ["free", 10],
  ["sold_7_days", 12],
  ["sold_30_days", 12],
  ["last_receipt", 22],
]
/** Only for the roles that see money. */
const COST: [title: string, width: number] = ["average_cost", 14]

const cellsOf = (row: ExportedItem): Cell[] => [
  row.sku,
  row.title,
  row.location_name,
  ...[row.stocked, row.reserved, row.held, row.free, row.sold_7, row.sold_30].map(Number),
  row.last_receipt_at && new Date(row.last_receipt_at).toISOString(),
]

/** GET /admin/stock-export: the stock of all items by location, as CSV or XLSX. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { format }: ExportStockQuery = await zodValidator<unknown>(ExportStockQuery, req.query)
  const withMoney = await seesMoney(req)
  const columns = withMoney ? [...COLUMNS, COST] : COLUMNS
  if (format === "csv") {
    const titles = columns.map(([title]) => title)
    const cost = (minorUnits: number) => inUnits(minorUnits)
    await sendCsv(res, "stock.csv", titles, rowsOf(req.scope, withMoney, cost))
    return
  }
  const rows: SheetCell[][] = []
  for await (const batch of rowsOf(req.scope, withMoney, (minorUnits) => minorUnits / 100)) {
    rows.push(...batch)
  }
  const sheet = { name: "Stock", columns: columns.map(([title, width]) => ({ title, width })), rows }
  res
    .attachment("stock.xlsx")
    .type(XLSX_TYPE)
    .send(await xlsxOf([sheet]))
}

/** @param costIn formats a cost in minor units */
async function* rowsOf(
  container: MedusaContainer,
  withMoney: boolean,
  costIn: (minorUnits: number) => Cell,
): AsyncGenerator<Cell[][]> {
  for await (const batch of exportStock(container)) {
    yield batch.map((row) => {
      const cost = row.average_cost === null ? null : costIn(Number(row.average_cost))
      return withMoney ? [...cellsOf(row), cost] : cellsOf(row)
    })
  }
}
