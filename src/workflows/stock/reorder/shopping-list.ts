import type { MedusaContainer } from "@medusajs/framework/types"
import { ledgerOf } from "../change-stock"
import { planItems, type PlannedItem } from "./plan"

/** What to order of one supplier. */
export type SupplierList = {
  /** Null: items without a supplier. */
  supplier_id: string | null
  name: string | null
  phone: string | null
  items: PlannedItem[]
}

const byName = ({ name: one }: SupplierList, { name: other }: SupplierList) =>
  one === null || other === null ? Number(one === null) - Number(other === null) : one.localeCompare(other)

/** Groups items by their suppliers: by name, and at the end those without a supplier. */
export function bySupplier(items: PlannedItem[]): SupplierList[] {
  const lists = new Map<string | null, SupplierList>()
  for (const item of items) {
    const { supplier_id, supplier_name: name, supplier_phone: phone } = item
    const list = lists.get(supplier_id) ?? { supplier_id, name, phone, items: [] }
    list.items.push(item)
    lists.set(supplier_id, list)
  }
  return [...lists.values()].sort(byName)
}

/** What to order of each supplier. @param now the current time; tests pass another */
export async function shoppingList(container: MedusaContainer, now = new Date()): Promise<SupplierList[]> {
  const items = await planItems(container, { now })
  return bySupplier(items.filter(({ proposed }) => proposed > 0))
}

/** The items that are at or below their level, those that lack most first. */
export async function lowItems(container: MedusaContainer, now = new Date()): Promise<PlannedItem[]> {
  const reorders = await ledgerOf(container).listReorders(undefined)
  const low = reorders.filter(({ low_since }) => low_since !== null)
  const items = low.length
    ? await planItems(container, { items: low.map(({ inventory_item_id }) => inventory_item_id), now })
    : []
  const share = ({ free, level }: PlannedItem) => free / Math.max(1, level ?? 0)
  return items.filter(({ is_low }) => is_low).sort((one, other) => share(one) - share(other))
}
