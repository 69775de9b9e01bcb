import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { loadCart } from "./steps/load-cart"
import { zonesFor } from "./zone-cache"

type Line = {
  requires_shipping: boolean
  variant?: {
    product?: { id: string; title: string; shipping_profile?: { id: string } | null } | null
  } | null
}

/**
 * The products of a cart that no shipping option serves, because they have no shipping profile or one without options.
 * Nobody can order them until staff correct this.
 */
export async function undeliverableProducts(
  container: MedusaContainer,
  cartId: string,
): Promise<{ id: string; title: string }[]> {
  const options = await zonesFor(container, await loadCart(container, { cart_id: cartId, to_change: false }))
  const served = new Set(options.map((option) => option.shipping_profile_id))
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: [
      "items.requires_shipping",
      "items.variant.product.id",
      "items.variant.product.title",
      "items.variant.product.shipping_profile.id",
    ],
    filters: { id: cartId },
  })
  const [found]: unknown[] = data
  const products = (found as { items: Line[] }).items.flatMap(({ requires_shipping, variant }) =>
    requires_shipping && variant?.product ? [variant.product] : [],
  )
  const unserved = products.filter(({ shipping_profile: profile }) => !profile || !served.has(profile.id))
  return [...new Map(unserved.map(({ id, title }) => [id, { id, title }])).values()]
}
