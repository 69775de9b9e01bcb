import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { rememberAddressWorkflow } from "../workflows/customer/remember-address"

/** Saves the delivery address of a placed order for the customer's next order. */
export default async function rememberAddress({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await rememberAddressWorkflow(container).run({ input: { order_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "order.placed",
  context: { subscriberId: "remember-address" },
}
