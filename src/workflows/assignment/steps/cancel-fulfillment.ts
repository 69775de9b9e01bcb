import type { MedusaContainer } from "@medusajs/framework/types"
import { cancelOrderFulfillmentWorkflow } from "@medusajs/medusa/core-flows"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { activeFulfillments, type OrderInWorkshop } from "./order-in-workshop"
import { refuse } from "./refuse"

/**
 * Cancels the order's fulfillment: its flowers return to stock and stay reserved for the order.
 *
 * Medusa's workflow runs separately and not as a nested workflow, because its compensation is incomplete: it
 * would write the stock off again and leave the fulfillment canceled. If a later step fails, the order has no
 * fulfillment, and the next action that needs one creates it.
 *
 * @throws too_late if the fulfillment has been shipped
 */
export const cancelFulfillmentStep = createStep(
  "cancel-fulfillment",
  async (order: OrderInWorkshop, { container }) => {
    await cancelFulfillments(container, order)
    return new StepResponse(undefined)
  },
)

/**
 * Cancels the order's fulfillments; see {@link cancelFulfillmentStep}.
 *
 * @throws too_late if a fulfillment has been shipped
 */
export async function cancelFulfillments(container: MedusaContainer, order: OrderInWorkshop): Promise<void> {
  const active = activeFulfillments(order)
  if (active.some((fulfillment) => fulfillment.shipped_at)) {
    throw refuse("too_late")
  }
  for (const { id } of active) {
    await cancelOrderFulfillmentWorkflow(container).run({
      input: { order_id: order.id, fulfillment_id: id },
    })
  }
}
