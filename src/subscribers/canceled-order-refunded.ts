import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { followRefund } from "../workflows/payment/settlement/follow-refund"

/**
 * Updates the gateway transactions of a canceled order. Medusa refunds the payment during the cancellation
 * without an event of its own.
 */
export default async function canceledOrderRefunded({ event, container }: SubscriberArgs<{ id: string }>) {
  await followRefund(container, { order_id: event.data.id })
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.CANCELED }
