import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { followRefund } from "../workflows/payment/settlement/follow-refund"

/** A canceled order whose money Medusa gave back with it, of which it tells no event of its own. */
export default async function canceledOrderRefunded({ event, container }: SubscriberArgs<{ id: string }>) {
  await followRefund(container, { order_id: event.data.id })
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.CANCELED }
