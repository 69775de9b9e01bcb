import type { MedusaContainer } from "@medusajs/framework/types"
import { readSellingPlaces } from "../../medusa-sql/selling-places"
import { scopeOfChannel, servesAllChannels } from "../shop-scope"

/** Ids of the sales channels whose orders belong to the shop; null for all. */
export async function shopChannels(container: MedusaContainer): Promise<string[] | null> {
  if (servesAllChannels(container)) {
    return null
  }
  const { channels } = await readSellingPlaces(container)
  const scopes = await Promise.all(channels.map(({ id }) => scopeOfChannel(container, id)))
  return channels.flatMap(({ id }, index) => (scopes[index] === "own" ? [id] : []))
}
