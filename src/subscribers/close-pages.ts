import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { closeStripePages } from "../workflows/payment/stripe/close-pages"

/** Closes the Stripe checkout pages of a canceled or expired order. If this fails, a sweep retries it. */
export default async function closePages({ event, container }: SubscriberArgs<{ id: string }>) {
  await closeStripePages(container, { order_id: event.data.id })
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.CANCELED }
