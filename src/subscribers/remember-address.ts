import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { rememberAddressWorkflow } from "../workflows/customer/remember-address"

/** A shopper who ordered to an address finds it among the saved ones next time. */
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
