import { markOrderFulfillmentAsDeliveredWorkflow } from "@medusajs/medusa/core-flows"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { activeFulfillments, type OrderInWorkshop } from "./order-in-workshop"

/**
 * Marks the order's other fulfillments as delivered. Has no compensation: if a later step fails, the next attempt skips
 * them.
 */
export const deliverRestStep = createStep(
  "deliver-rest",
  async ({ order, main_id }: { order: OrderInWorkshop; main_id: string }, { container }) => {
    for (const { id, delivered_at } of activeFulfillments(order)) {
      if (id !== main_id && !delivered_at) {
        await markOrderFulfillmentAsDeliveredWorkflow(container).run({
          input: { orderId: order.id, fulfillmentId: id },
        })
      }
    }
    return new StepResponse(undefined)
  },
)
