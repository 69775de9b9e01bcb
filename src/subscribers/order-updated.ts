import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { followAddress } from "../workflows/delivery/follow-address"

/** Takes a changed shipping address over into the order's delivery. If this fails, a sweep retries it. */
export default async function orderUpdated({ event, container }: SubscriberArgs<{ id: string }>) {
  await followAddress(container, event.data.id)
}

export const config: SubscriberConfig = {
  event: OrderWorkflowEvents.UPDATED,
  context: { subscriberId: "delivery-follows-address" },
}
