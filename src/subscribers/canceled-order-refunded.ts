import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { followRefundWorkflow } from "../workflows/payment/follow-refund"

/**
 * Updates the gateway transactions of a canceled order. Medusa refunds the payment during the cancellation
 * without an event of its own.
 */
export default async function canceledOrderRefunded({ event, container }: SubscriberArgs<{ id: string }>) {
  await followRefundWorkflow(container).run({ input: { order_id: event.data.id } })
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.CANCELED }
