import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys, PaymentEvents } from "@medusajs/framework/utils"
import { errorCode } from "../lib/errors"
import { offerOrderWorkflow } from "../workflows/assignment/offer-order"

/** Offers an order to the florists when it is fully paid. */
export default async function paymentCaptured({ event, container }: SubscriberArgs<{ id: string }>) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: payments } = await query.graph({
    entity: "payment",
    fields: ["payment_collection.status", "payment_collection.order.id"],
    filters: { id: event.data.id },
  })
  const collection = payments[0]?.payment_collection
  if (collection?.status !== "completed" || !collection.order) {
    return
  }
  const { data: assignments } = await query.graph({
    entity: "assignment",
    fields: ["id"],
    filters: { order_id: collection.order.id, status: "awaiting_payment" },
  })
  try {
    for (const { id } of assignments) {
      await offerOrderWorkflow(container).run({ input: { assignment_id: id, actor: { type: "system" } } })
    }
  } catch (error) {
    // The event may be delivered twice. The second delivery gets `too_late`.
    if (errorCode(error) !== "too_late") {
      throw error
    }
  }
}

export const config: SubscriberConfig = { event: PaymentEvents.CAPTURED }
