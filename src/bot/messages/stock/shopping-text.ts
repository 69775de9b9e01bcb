import type { MedusaContainer } from "@medusajs/framework/types"
import type { SupplierList } from "../../../workflows/stock/reorder/shopping-list"
import { itemsById, shortName } from "../../features/stock/items"
import { count } from "../../features/stock/numbers"
import { clip } from "../../ui/clip"
import { phoneAsWritten } from "../../ui/phone"
import type { Translate } from "../../ui/texts"

const NAME_LENGTH = 60

/**
 * The shopping lists as the parts of a message, one for each supplier, with at most `most` items in all.
 *
 * @returns HTML
 */
export async function shoppingText(
  container: MedusaContainer,
  t: Translate,
  lists: SupplierList[],
  most: number,
): Promise<string[]> {
  let left = most
  const shown = lists.flatMap((list) => {
    const items = list.items.slice(0, left)
    left -= items.length
    return items.length ? { ...list, items } : []
  })
  const ids = shown.flatMap(({ items }) => items.map(({ inventory_item_id }) => inventory_item_id))
  const names = await itemsById(container, ids, t.language)
  const all = lists.reduce((sum, { items }) => sum + items.length, 0)
  const parts = shown.map(({ name, phone, items }) =>
    [
      t("stock.shopping_supplier", { name: clip(name ?? t.plain("stock.no_supplier"), NAME_LENGTH) }),
      ...(phone ? [t("stock.shopping_phone", { phone: phoneAsWritten(phone) })] : []),
      ...items.map(({ inventory_item_id: id, proposed }) =>
        t("stock.shopping_item", { name: shortName(t, names, id), count: count(proposed) }),
      ),
    ].join("\n"),
  )
  return all > most ? [...parts, t("stock.shopping_more", { count: all - most })] : parts
}
