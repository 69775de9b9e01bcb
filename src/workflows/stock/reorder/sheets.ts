import type { Sheet, SheetCell } from "../../../lib/xlsx"
import type { PlannedItem } from "./plan"
import type { SupplierList } from "./shopping-list"

/** The texts of the file, in one language. */
export type SheetTitles = Record<
  | "all"
  | "no_supplier"
  | "supplier"
  | "phone"
  | "item"
  | "sku"
  | "proposed"
  | "free"
  | "level"
  | "open_orders"
  | "forecast"
  | "until",
  string
>

const WIDTHS = { item: 40, sku: 18, until: 14, supplier: 24, phone: 18 }
const NUMBER_WIDTH = 12

/** The columns of an item, and those of its supplier on the sheet with all items. */
const OF_ITEM = ["item", "sku", "proposed", "free", "level", "open_orders", "forecast", "until"] as const
const OF_SUPPLIER = ["supplier", "phone"] as const

/**
 * The sheets of the shopping lists: one with all items when there are several suppliers, and one for each supplier.
 *
 * @param nameOf the name of an item
 */
export function shoppingSheets(
  lists: SupplierList[],
  titles: SheetTitles,
  nameOf: (item: PlannedItem) => string,
): Sheet[] {
  const columnsOf = (columns: readonly (keyof SheetTitles)[]) =>
    columns.map((one) => ({
      title: titles[one],
      width: one in WIDTHS ? WIDTHS[one as keyof typeof WIDTHS] : NUMBER_WIDTH,
    }))
  const supplierOf = ({ name }: SupplierList) => name ?? titles.no_supplier
  const rowOf = (item: PlannedItem): SheetCell[] => {
    const { sku, proposed, free, level, open_orders, forecast, until } = item
    return [nameOf(item), sku, proposed, free, level, open_orders, forecast, until]
  }
  const all: Sheet = {
    name: titles.all,
    columns: columnsOf([...OF_SUPPLIER, ...OF_ITEM]),
    rows: lists.flatMap((list) => list.items.map((item) => [supplierOf(list), list.phone, ...rowOf(item)])),
  }
  const own = lists.map((list): Sheet => ({
    name: supplierOf(list),
    columns: columnsOf(OF_ITEM),
    rows: list.items.map(rowOf),
  }))
  return own.length === 1 ? own : [all, ...own]
}
