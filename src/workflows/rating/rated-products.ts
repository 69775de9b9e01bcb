import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

type Line = { product_id: string | null; metadata: Record<string, unknown> | null }

/** The products of an order that its rating is about: not add-ons, and not the stems of a bouquet that the buyer composed. */
export async function ratedProducts(container: MedusaContainer, orderId: string): Promise<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["items.product_id", "items.metadata"],
    filters: { id: orderId },
  })
  const [order] = data as unknown as { items: Line[] }[]
  const ids = order.items.flatMap(({ product_id, metadata }) =>
    metadata?.bouquet_id ? [] : (product_id ?? []),
  )
  if (!ids.length) {
    return []
  }
  const products = await query.graph({
    entity: "product",
    fields: ["id", "metadata"],
    filters: { id: [...new Set(ids)] },
  })
  return products.data.flatMap(({ id, metadata }) => (metadata?.addon ? [] : [id]))
}
