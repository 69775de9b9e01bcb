import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderEditWorkflowEvents, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { followOrderChanges } from "../workflows/order-edits/follow-order-changes"

/** Lets the workshop follow an edit, return, exchange or claim of an order. If this fails, a sweep retries it. */
export default async function orderChanged({ event, container }: SubscriberArgs<{ order_id: string }>) {
  await followOrderChanges(container, event.data.order_id)
}

export const config: SubscriberConfig = {
  event: [
    OrderEditWorkflowEvents.CONFIRMED,
    OrderWorkflowEvents.RETURN_RECEIVED,
    OrderWorkflowEvents.EXCHANGE_CREATED,
    OrderWorkflowEvents.CLAIM_CREATED,
  ],
}
