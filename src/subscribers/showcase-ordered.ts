import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ShowcaseEvents } from "../lib/events"
import { followOrders } from "../workflows/showcase/follow-orders"

/** Hides the bouquets of the showcase that an order took. If this fails, a sweep retries it. */
export default async function showcaseOrdered({ event, container }: SubscriberArgs<{ ids: string[] }>) {
  await followOrders(container, event.data.ids)
}

export const config: SubscriberConfig = { event: ShowcaseEvents.ORDERED }
