import { createCartWorkflow } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { copyDeliveryStep } from "../delivery/steps/copy-delivery"
import { listZonesStep } from "../delivery/steps/list-zones"
import { loadCartStep } from "../delivery/steps/load-cart"
import { updateCartDeliveryWorkflow } from "../delivery/update-cart-delivery"
import { OF_BOT } from "../shop-scope"
import { planRepeatStep } from "./steps/plan-repeat"

export type RepeatOrderInput = {
  order_id: string
  /** The customer who must own the order. */
  customer_id: string
  sales_channel_id: string
  region_id: string
}

/**
 * Creates a cart from an old order: its lines at current prices, and its delivery without the slot.
 * Unavailable lines are left out, so the cart may be empty.
 *
 * @returns the new cart's id, and the lines left out with the reason
 * @throws order_not_found, also for an order of another customer
 */
export const repeatOrderWorkflow = createWorkflow("repeat-order", (input: RepeatOrderInput) => {
  const plan = planRepeatStep(input)
  const cart = createCartWorkflow.runAsStep({
    input: transform({ input, plan }, ({ input, plan }) => ({
      region_id: input.region_id,
      sales_channel_id: input.sales_channel_id,
      customer_id: input.customer_id,
      locale: plan.locale ?? undefined,
      items: plan.items,
      additional_data: OF_BOT,
    })),
  })
  const options = listZonesStep({ cart: loadCartStep({ cart_id: cart.id, to_change: true }) })
  const delivery = copyDeliveryStep({ order_id: input.order_id, options })
  updateCartDeliveryWorkflow.runAsStep({ input: { cart_id: cart.id, delivery } })
  return new WorkflowResponse(
    transform({ cart, plan }, ({ cart, plan }) => ({ cart_id: cart.id, skipped: plan.skipped })),
  )
})
