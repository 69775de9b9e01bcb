import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { unservedLines, type ShippedLine } from "./rules/shipping-profiles"
import { loadCart } from "./steps/load-cart"
import { zonesFor } from "./zone-cache"

type Line = ShippedLine & { variant?: { product?: { id: string; title: string } | null } | null }

/**
 * The products of a cart that no shipping option serves, because they have no shipping profile or one without options.
 * Nobody can order them until staff correct this.
 */
export async function undeliverableProducts(
  container: MedusaContainer,
  cartId: string,
): Promise<{ id: string; title: string }[]> {
  const options = await zonesFor(container, await loadCart(container, { cart_id: cartId, to_change: false }))
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
  const { items } = found as { items: Line[] }
  const served = options.map((option) => option.shipping_profile_id)
  const products = unservedLines(items, served).flatMap(({ variant }) => variant?.product ?? [])
  return [...new Map(products.map(({ id, title }) => [id, { id, title }])).values()]
}
