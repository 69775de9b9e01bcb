import type { MedusaContainer } from "@medusajs/framework/types"
import { sellingPlace } from "../selling-place"

/** Ids of the sales channels whose orders belong to the workshop; null for all. */
export async function shopChannels(container: MedusaContainer): Promise<string[] | null> {
  return [(await sellingPlace(container)).sales_channel_id]
}
