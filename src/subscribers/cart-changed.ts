import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { CartWorkflowEvents } from "@medusajs/framework/utils"
import { followCartWorkflow } from "../workflows/hold/follow-cart"

/** A cart's hold follows its lines. A lost event costs others the difference until the hold ends. */
export default async function cartChanged({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await followCartWorkflow(container).run({ input: { cart_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: CartWorkflowEvents.UPDATED,
  context: { subscriberId: "hold-follows-cart" },
}
