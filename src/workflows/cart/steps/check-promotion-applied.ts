import type { BigNumberInput } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { deliveryCodes } from "../delivery-codes"
import { invalidPromo } from "./find-promotion"

type Adjusted = { adjustments?: ({ code?: string | null } | null)[] | null } | null
type CartWithAdjustments = {
  currency_code: string
  discount_total: BigNumberInput
  items: Adjusted[]
  shipping_methods: Adjusted[]
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
    const isWaiting = !isApplied && (await deliveryCodes(container, input.cart_id, [code])).length > 0
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
