import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { textsIn } from "../../../../bot/ui/texts"
import { sheetTitles } from "../../../../bot/messages/stock/shopping-sheet"
import { XLSX_TYPE, xlsxOf } from "../../../../lib/xlsx"
import { shoppingSheets, type SheetTitles } from "../../../../workflows/stock/reorder/sheets"
import { listsFor } from "../lists"
import { ExportShoppingList } from "../validators"

/** The bot speaks no English. */
const ENGLISH: SheetTitles = {
  all: "All",
  no_supplier: "No supplier",
  supplier: "Supplier",
  phone: "Phone",
  item: "Item",
  sku: "SKU",
  proposed: "Order",
  free: "Free",
  level: "Reorder level",
  open_orders: "Open orders",
  forecast: "Forecast",
  until: "Lasts until",
}

/** GET /admin/stock-shopping-list/export: the shopping lists as XLSX, one sheet for each supplier after a sheet with all. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const query: ExportShoppingList = await zodValidator<unknown>(ExportShoppingList, req.query)
  const { supplier_id, language } = query
  const { chosen } = await listsFor(req.scope, supplier_id)
  const titles = language === "en" ? ENGLISH : sheetTitles(textsIn(language))
  const sheets = shoppingSheets(chosen, titles, ({ title, sku, inventory_item_id: id }) => title ?? sku ?? id)
  res.attachment("shopping-list.xlsx").type(XLSX_TYPE)
  res.end(await xlsxOf(sheets))
}
