import { cancelOrderFulfillmentWorkflow } from "@medusajs/medusa/core-flows"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { activeFulfillments, type OrderInWorkshop } from "./order-in-workshop"
import { refuse } from "./refuse"

/**
 * Cancels the order's fulfilment: its flowers are in stock again, and reserved for the order.
 *
 * Core's workflow runs here on its own, not as part of ours: it cannot be undone, and taking back only its stock
 * half would leave a canceled fulfilment whose flowers are gone. If what follows fails, the order is simply not
 * fulfilled, and the next step that needs a fulfilment makes one.
 *
 * @throws too_late when it was shipped meanwhile
 */
export const cancelFulfillmentStep = createStep(
  "cancel-fulfillment",
  async (order: OrderInWorkshop, { container }) => {
    const active = activeFulfillments(order)
    if (active.some((fulfillment) => fulfillment.shipped_at)) {
      throw refuse("too_late")
    }
    for (const { id } of active) {
      await cancelOrderFulfillmentWorkflow(container).run({
        input: { order_id: order.id, fulfillment_id: id },
      })
    }
    return new StepResponse(undefined)
  },
)
