import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys, PaymentEvents } from "@medusajs/framework/utils"
import { offerPaidOrder } from "../workflows/assignment/offer-paid-order"

/** Offers an order to the florists when it is fully paid. */
export default async function paymentCaptured({ event, container }: SubscriberArgs<{ id: string }>) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: payments } = await query.graph({
    entity: "payment",
    fields: ["payment_collection.status", "payment_collection.order.id"],
    filters: { id: event.data.id },
  })
  const collection = payments[0]?.payment_collection
  if (collection?.status === "completed" && collection.order) {
    await offerPaidOrder(container, collection.order.id)
  }
}

export const config: SubscriberConfig = { event: PaymentEvents.CAPTURED }
