import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { PaymentEvents } from "@medusajs/framework/utils"
import { followRefund } from "../workflows/payment/settlement/follow-refund"

/** Updates the gateway transaction and the order after staff have refunded a payment. */
export default async function paymentRefunded({ event, container }: SubscriberArgs<{ id: string }>) {
  await followRefund(container, { payment_id: event.data.id })
}

export const config: SubscriberConfig = { event: PaymentEvents.REFUNDED }
