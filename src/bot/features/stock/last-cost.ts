import type { MedusaContainer } from "@medusajs/framework/types"
import { ledgerOf } from "../../../workflows/stock/change-stock"

/** The newest lots of an item in which a known cost is looked for. */
const NEWEST = 20

/** What one piece of the last lot with a known cost cost, in minor units. */
export async function lastCost(
  container: MedusaContainer,
  inventory_item_id: string,
): Promise<number | undefined> {
  const lots = await ledgerOf(container).listLots({ inventory_item_id, all: true, take: NEWEST, skip: 0 })
  const known = lots.find(({ unit_cost, is_estimated }) => unit_cost !== null && !is_estimated)
  return known ? Number(known.unit_cost) : undefined
}
