import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { unservedLines, type ShippedLine } from "../delivery/rules/shipping-profiles"

type Order = {
  items: (ShippedLine & { title: string })[]
  shipping_methods?: ({ shipping_option_id: string } | null)[] | null
  delivery?: { shipping_option_id: string | null } | null
}

/**
 * Titles of the order's lines whose product has another shipping profile than the order's shipping option. A profile may
 * change after the order was placed.
 */
export async function unshippableLines(container: MedusaContainer, orderId: string): Promise<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "items.title",
      "items.requires_shipping",
      "items.variant.product.shipping_profile.id",
      "shipping_methods.shipping_option_id",
      "delivery.shipping_option_id",
    ],
    filters: { id: orderId },
  })
  const [found]: unknown[] = data
  const { items, shipping_methods: methods, delivery } = found as Order
  const optionId = methods?.at(0)?.shipping_option_id ?? delivery?.shipping_option_id
  const { data: options } = optionId
    ? await query.graph({
        entity: "shipping_option",
        fields: ["shipping_profile_id"],
        filters: { id: optionId },
      })
    : { data: [] }
  return unservedLines(items, [options.at(0)?.shipping_profile_id]).map(({ title }) => title)
}
