import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { CartWorkflowEvents } from "@medusajs/framework/utils"
import { followCart } from "../workflows/hold/follow-cart"

/**
 * Updates the cart's hold to the current line items. If the event is lost, the old quantities stay held until
 * the hold ends.
 */
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
