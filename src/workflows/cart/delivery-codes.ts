import type { ComputeActionContext, MedusaContainer } from "@medusajs/framework/types"
import { ComputedActions, ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { readDeliveryCart } from "../../medusa-sql/delivery-cart"
import { zonesFor } from "../delivery/zone-cache"

/** The fields of a cart that core's cart workflows pass to the promotion module, without the shipping methods. */
const CONTEXT = [
  "id",
  "email",
  "currency_code",
  "subtotal",
  "item_total",
  "item_subtotal",
  "original_item_total",
  "original_item_subtotal",
  "total",
  "region_id",
  "sales_channel_id",
  "metadata",
  "region.*",
  "items.*",
  "items.product.id",
  "items.product.collection_id",
  "items.product.categories.id",
  "items.product.tags.id",
  "items.product.type_id",
  "items.adjustments.*",
  "items.tax_lines.*",
  "shipping_address.*",
  "customer.*",
  "customer.groups.*",
]

/** The cart's shipping options as core would put them into the cart. */
async function possibleMethods(container: MedusaContainer, cartId: string) {
  const cart = await readDeliveryCart(container, cartId)
  const options = cart ? await zonesFor(container, cart) : []
  const priced = options.filter(({ amount }) => Number(amount) > 0)
  const methods = priced.map(({ id, amount, type, shipping_profile_id }) => ({
    id,
    subtotal: amount,
    original_total: amount,
    shipping_option_id: id,
    shipping_option: {
      id,
      shipping_option_type_id: (type as { id?: string } | null | undefined)?.id,
      shipping_profile_id,
    },
    adjustments: [],
  }))
  // Without a listed option, the code is judged by a delivery that has a price.
  return methods.length ? methods : [{ id: "delivery", subtotal: 1, original_total: 1, adjustments: [] }]
}

/**
 * The codes that take something off one of the cart's possible shipping methods. Core's promotion module decides it for all
 * codes together, in the same way as for a cart.
 */
export async function deliveryCodes(
  container: MedusaContainer,
  cartId: string,
  codes: string[],
): Promise<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "cart", fields: CONTEXT, filters: { id: cartId } })
  const context = { ...data[0], shipping_methods: await possibleMethods(container, cartId) }
  const actions = await container
    .resolve(Modules.PROMOTION)
    .computeActions(codes, context as unknown as ComputeActionContext, { prevent_auto_promotions: true })
  const reducing = actions.flatMap((action) =>
    action.action === ComputedActions.ADD_SHIPPING_METHOD_ADJUSTMENT ? [action.code] : [],
  )
  return codes.filter((code) => reducing.includes(code))
}
