import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { CartWorkflowEvents } from "@medusajs/framework/utils"
import { followCart } from "../workflows/hold/follow-cart"

/** A cart's hold follows its lines. A lost event costs others the difference until the hold ends. */
export default async function cartChanged({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await followCart(container, event.data.id)
}

export const config: SubscriberConfig = {
  event: CartWorkflowEvents.UPDATED,
  context: { subscriberId: "hold-follows-cart" },
}
