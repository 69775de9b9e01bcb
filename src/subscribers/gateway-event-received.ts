import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { GatewayEvents } from "../lib/events"
import { followStripeEvent } from "../workflows/payment/stripe/follow-event"

/**
 * Handles a webhook event of Stripe: looks up the payment and updates its state. If this fails, a sweep
 * retries it.
 */
export default async function gatewayEventReceived({ event, container }: SubscriberArgs<{ id: string }>) {
  await followStripeEvent(container, { event_id: event.data.id })
}

export const config: SubscriberConfig = { event: GatewayEvents.RECEIVED }
