import type { BigNumberInput, ComputeActionContext, MedusaContainer } from "@medusajs/framework/types"
import { ComputedActions, ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { readDeliveryCart } from "../../../medusa-sql/delivery-cart"
import { zonesFor } from "../../delivery/zone-cache"
import { invalidPromo } from "./find-promotion"

type Adjusted = { adjustments?: ({ code?: string | null } | null)[] | null } | null
type CartWithAdjustments = {
  currency_code: string
  discount_total: BigNumberInput
  items: Adjusted[]
  shipping_methods: Adjusted[]
}

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

/** Whether the code takes something off one of the cart's possible shipping methods. Core's module decides it. */
async function isForDelivery(container: MedusaContainer, cartId: string, code: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "cart", fields: CONTEXT, filters: { id: cartId } })
  const context = { ...data[0], shipping_methods: await possibleMethods(container, cartId) }
  const actions = await container
    .resolve(Modules.PROMOTION)
    .computeActions([code], context as unknown as ComputeActionContext, { prevent_auto_promotions: true })
  return actions.some(
    (action) => action.action === ComputedActions.ADD_SHIPPING_METHOD_ADJUSTMENT && action.code === code,
  )
}

const has = (lines: Adjusted[], code: string) =>
  lines.some((line) => line?.adjustments?.some((one) => one?.code === code))

/**
 * Checks that the code gives a discount for this cart, now or for its delivery. Its error makes the workflow remove the
 * code again.
 *
 * @throws promo_invalid
 */
export const checkPromotionAppliedStep = createStep(
  "check-promotion-applied",
  async (input: { cart_id: string; code: string }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "cart",
      fields: [
        "currency_code",
        "discount_total",
        "items.adjustments.code",
        "shipping_methods.adjustments.code",
      ],
      filters: { id: input.cart_id },
    })
    const [found]: unknown[] = data
    const cart = found as CartWithAdjustments | undefined
    if (!cart) {
      throw invalidPromo()
    }
    const { code } = input
    const isOnDelivery = has(cart.shipping_methods, code)
    const isApplied = isOnDelivery || has(cart.items, code)
    const isWaiting = !isApplied && (await isForDelivery(container, input.cart_id, code))
    if (!isApplied && !isWaiting) {
      throw invalidPromo()
    }
    return new StepResponse({
      code,
      discount_total: MathBN.convert(cart.discount_total).toNumber(),
      currency_code: cart.currency_code,
      /** Whether it takes something off only when the delivery is chosen. */
      is_waiting: isWaiting,
      is_for_delivery: isOnDelivery || isWaiting,
    })
  },
)
