import type { MedusaContainer } from "@medusajs/framework/types"
import { xlsxOf } from "../../../lib/xlsx"
import { shoppingSheets, type SheetTitles } from "../../../workflows/stock/reorder/sheets"
import type { SupplierList } from "../../../workflows/stock/reorder/shopping-list"
import { itemsById } from "../../features/stock/items"
import type { Translate } from "../../ui/texts"

/** The texts of the file of the shopping lists. */
export const sheetTitles = (t: Translate): SheetTitles => ({
  all: t.plain("stock.sheet_all"),
  no_supplier: t.plain("stock.no_supplier"),
  supplier: t.plain("stock.sheet_supplier"),
  phone: t.plain("stock.sheet_phone"),
  item: t.plain("stock.sheet_item"),
  sku: t.plain("stock.sheet_sku"),
  proposed: t.plain("stock.sheet_proposed"),
  free: t.plain("stock.sheet_free"),
  level: t.plain("stock.sheet_level"),
  open_orders: t.plain("stock.sheet_open_orders"),
  forecast: t.plain("stock.sheet_forecast"),
  until: t.plain("stock.sheet_until"),
})

/** The shopping lists as an XLSX file, with the names of the bot. */
export async function shoppingFile(
  container: MedusaContainer,
  t: Translate,
  lists: SupplierList[],
): Promise<Buffer> {
  const ids = lists.flatMap(({ items }) => items.map(({ inventory_item_id }) => inventory_item_id))
  const items = await itemsById(container, ids, t.language)
  const nameOf = ({ inventory_item_id: id }: { inventory_item_id: string }) =>
    items.get(id)?.name ?? t.plain("stock.item_gone")
  return xlsxOf(shoppingSheets(lists, sheetTitles(t), nameOf))
}
