import type { MedusaContainer } from "@medusajs/framework/types"
import { readShopPlace, type ShopPlace } from "../medusa-sql/shop-place"
import { sellingPlace } from "./selling-place"
import { servesAllChannels } from "./shop-scope"

export type { ShopPlace }

/**
 * Reads the shop's address and phone. In a store that serves other sales channels too, the shop is at a location of the
 * bot's channel.
 *
 * @throws shop_not_ready
 */
export async function shopPlace(container: MedusaContainer): Promise<ShopPlace> {
  return readShopPlace(
    container,
    servesAllChannels(container) ? null : (await sellingPlace(container)).location_ids,
  )
}
