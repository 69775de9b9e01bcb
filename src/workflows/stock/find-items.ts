import type { MedusaContainer } from "@medusajs/framework/types"
import { ask } from "../../lib/prepared"
import { FOUND_ITEMS, type FoundItemRow } from "../../medusa-sql/found-items"
import { sellingPlace } from "../selling-place"

export type { FoundItemRow }

/**
 * Finds inventory items by their ids, or by words of title and SKU.
 *
 * @param words regular expressions in lower case, all of which must match
 */
export async function findStockItems(
  container: MedusaContainer,
  { ids, words = [], take }: { ids?: string[]; words?: string[]; take: number },
): Promise<FoundItemRow[]> {
  const { location_ids } = await sellingPlace(container)
  return ask<FoundItemRow>(container, FOUND_ITEMS, [ids ?? null, words, location_ids, take])
}
