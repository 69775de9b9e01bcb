import type { MedusaContainer } from "@medusajs/framework/types"
import { locationsOfChannel, unreservedAt } from "../../medusa-sql/conditions"
import { stockSql } from "../../modules/hold/statements"
import type { ItemStock } from "../../modules/hold/types"
import { holdModuleOf } from "./hold-module"

const stockAt = (name: string, locations: string) => ({
  name,
  text: stockSql(unreservedAt("wanted.id", locations), "CAST($1 AS text)", "$2"),
})
const AT_LOCATIONS = stockAt("stock-at-locations", "SELECT unnest(CAST($3 AS text[]))")
const OF_CHANNEL = stockAt("stock-of-channel", locationsOfChannel("$3"))

/** Where the stock is taken from. */
export type Places = { location_ids: string[] } | { sales_channel_id: string }

/**
 * Reads the stock of items for the owner of a cart.
 *
 * @param cartId the cart, whose own hold counts as free; null without a cart
 */
export async function readStock(
  container: MedusaContainer,
  cartId: string | null,
  itemIds: string[],
  places: Places,
): Promise<ItemStock[]> {
  if (!itemIds.length) {
    return []
  }
  const [statement, place] =
    "location_ids" in places ? [AT_LOCATIONS, places.location_ids] : [OF_CHANNEL, places.sales_channel_id]
  return holdModuleOf(container).readStock(statement, [cartId ?? "", itemIds, place])
}
