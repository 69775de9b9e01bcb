import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { closeStripePages } from "../workflows/payment/stripe/close-pages"

/** An order was canceled, or its time to pay is over: its page at Stripe is closed. Else the sweep does it. */
export default async function closePages({ event, container }: SubscriberArgs<{ id: string }>) {
  await closeStripePages(container, { order_id: event.data.id })
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.CANCELED }
