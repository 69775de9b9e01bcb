import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { announceAssignment } from "../bot/messages/announcements/announcer"
import { workshopOf } from "../bot/ui/workshop"
import { openOutsideOrder } from "../workflows/outside-orders/open-outside-order"

/**
 * Enqueues the messages about a new order after the shopper's confirmation. A draft order that became an order comes into
 * the workshop if it has a delivery. If this fails, a sweep retries it.
 */
export default async function announceOrder({ event, container }: SubscriberArgs<{ id: string }>) {
  const [assignment] = await workshopOf(container).listAssignments({ order_id: event.data.id }, { take: 1 })
  if (assignment) {
    await announceAssignment(container, assignment.id)
  } else {
    await openOutsideOrder(container, event.data.id)
  }
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.PLACED }
