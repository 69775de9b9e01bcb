import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"

/** Where the shop stands and how to ring it, from Medusa's stock location. */
export type ShopPlace = { address: string | null; phone: string | null }

type Location = {
  address: { address_1: string | null; city: string | null; phone: string | null } | null
}

/** The shop's own address and phone; null what the stock location does not tell. */
export async function shopPlace(container: MedusaContainer): Promise<ShopPlace> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "stock_location",
    fields: ["id", "address.address_1", "address.city", "address.phone"],
    pagination: { take: 1, order: { created_at: "ASC" } },
  })
  const [location] = data as Location[]
  const lines = [location?.address?.city, location?.address?.address_1].filter(Boolean)
  return { address: lines.join(", ") || null, phone: location?.address?.phone || null }
}
