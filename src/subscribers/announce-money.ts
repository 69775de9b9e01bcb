import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys, PaymentEvents } from "@medusajs/framework/utils"
import { announceAssignment } from "../bot/messages/announcements/announcer"
import { workshopOf } from "../bot/ui/workshop"

/**
 * Updates the cards of an order after staff captured or refunded a payment in Medusa's admin: they show what is still to be
 * collected or given back. While an order awaits its payment, its transition to `offered` does this.
 */
export default async function announceMoney({ event, container }: SubscriberArgs<{ id: string }>) {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: ["payment_collection.order.id"],
    filters: { id: event.data.id },
  })
  const orderId = data.at(0)?.payment_collection?.order?.id
  const [assignment] = orderId
    ? await workshopOf(container).listAssignments({ order_id: orderId }, { take: 1 })
    : []
  if (assignment && assignment.status !== "awaiting_payment") {
    await announceAssignment(container, assignment.id)
  }
}

export const config: SubscriberConfig = { event: [PaymentEvents.CAPTURED, PaymentEvents.REFUNDED] }
