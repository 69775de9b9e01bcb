import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { listZonesStep } from "./steps/list-zones"
import { loadCartStep } from "./steps/load-cart"
import { planDeliveryStep } from "./steps/plan-delivery"

export type GetCartDeliveryInput = {
  cart_id: string
  /** ISO instant that counts as now; the present when left out. */
  now?: string
}

/**
 * A cart's delivery as it stands, with what is still missing and the shipping options; changes nothing.
 *
 * @throws cart_not_found
 */
export const getCartDeliveryWorkflow = createWorkflow("get-cart-delivery", (input: GetCartDeliveryInput) => {
  const cart = loadCartStep({ cart_id: input.cart_id, to_change: false })
  const options = listZonesStep({ cart })
  const plan = planDeliveryStep({ cart, options, changes: {}, now: input.now })
  return new WorkflowResponse(transform({ plan }, ({ plan }) => plan.view))
})
