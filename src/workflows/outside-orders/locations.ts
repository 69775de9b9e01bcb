import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Ids of the stock locations of a sales channel. */
export async function locationsOf(container: MedusaContainer, channelId: string | null): Promise<string[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "sales_channel",
    fields: ["stock_locations.id"],
    filters: { id: channelId ?? "" },
  })
  const [found]: unknown[] = data
  const { stock_locations: places } = (found ?? {}) as { stock_locations?: ({ id: string } | null)[] | null }
  return (places ?? []).flatMap((place) => place?.id ?? [])
}
