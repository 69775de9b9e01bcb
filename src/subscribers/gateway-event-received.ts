import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { GatewayEvents } from "../lib/events"
import { followStripeEvent } from "../workflows/payment/stripe/follow-event"

/** Stripe told something: the shop looks at the payment it is about. What fails here the sweep does again. */
export default async function gatewayEventReceived({ event, container }: SubscriberArgs<{ id: string }>) {
  await followStripeEvent(container, { event_id: event.data.id })
}

export const config: SubscriberConfig = { event: GatewayEvents.RECEIVED }
