import { createOrderShipmentWorkflow } from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { fulfillOrderWorkflow, type FulfillOrderInput } from "./fulfill-order"
import { readOrder } from "./steps/order-in-workshop"

/**
 * Ships the order's fulfillment, unless an earlier delivery attempt has already shipped it. If staff canceled
 * the fulfillment in Medusa's admin, a new one is created first, so that the stock is written off.
 */
export const shipOrderWorkflow = createWorkflow("ship-order", (input: WorkflowData<FulfillOrderInput>) => {
  const fulfillment = fulfillOrderWorkflow.runAsStep({ input })
  const order = readOrder(input.order_id, "read-order-to-ship")
  when(
    "not-shipped-yet",
    { fulfillment },
    ({ fulfillment }) => !fulfillment.shipped_at && !fulfillment.delivered_at,
  ).then(() => {
    createOrderShipmentWorkflow.runAsStep({
      input: transform({ input, order, fulfillment }, ({ input, order, fulfillment }) => ({
        order_id: order.id,
        fulfillment_id: fulfillment.id,
        created_by: input.created_by,
        items: order.items.map(({ id, quantity }) => ({ id, quantity })),
        labels: [],
      })),
    })
  })
  return new WorkflowResponse(fulfillment)
})
