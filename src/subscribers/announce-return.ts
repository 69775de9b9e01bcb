import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { announceAssignment } from "../bot/messages/announcements/announcer"
import { workshopOf } from "../bot/ui/workshop"

/** Updates the cards of an order whose return was requested: they show what the shop has to give back. */
export default async function announceReturn({ event, container }: SubscriberArgs<{ order_id: string }>) {
  const { order_id } = event.data
  const [assignment] = await workshopOf(container).listAssignments({ order_id }, { take: 1 })
  if (assignment) {
    await announceAssignment(container, assignment.id)
  }
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.RETURN_REQUESTED }
