import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { PaymentEvents } from "@medusajs/framework/utils"
import { followRefund } from "../workflows/payment/settlement/follow-refund"

/** Staff have refunded a payment: the gateway's record, and an order that is not made yet, follow. */
export default async function paymentRefunded({ event, container }: SubscriberArgs<{ id: string }>) {
  await followRefund(container, { payment_id: event.data.id })
}

export const config: SubscriberConfig = { event: PaymentEvents.REFUNDED }
