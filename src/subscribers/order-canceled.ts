import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { followOrder } from "../workflows/assignment/follow-order"

/** Cancels the assignment of an order that was canceled in Medusa's admin. If this fails, a sweep retries it. */
export default async function orderCanceled({ event, container }: SubscriberArgs<{ id: string }>) {
  await followOrder(container, event.data.id)
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.CANCELED }
