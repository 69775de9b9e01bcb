import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { FulfillmentWorkflowEvents, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { followFulfillment } from "../workflows/assignment/follow-fulfillment"

/**
 * Moves an order in the workshop after a shipment, a delivery or a canceled fulfillment on Medusa's order page. If this
 * fails, a sweep retries it.
 */
export default async function fulfillmentChanged({
  event,
  container,
}: SubscriberArgs<{ order_id: string } | { id: string }>) {
  await followFulfillment(container, event.data)
}

export const config: SubscriberConfig = {
  event: [
    OrderWorkflowEvents.FULFILLMENT_CANCELED,
    FulfillmentWorkflowEvents.SHIPMENT_CREATED,
    FulfillmentWorkflowEvents.DELIVERY_CREATED,
  ],
  context: { subscriberId: "workshop-follows-fulfillment" },
}
