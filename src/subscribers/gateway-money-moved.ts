import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { GatewayEvents } from "../lib/events"
import { settleGatewayPaymentWorkflow } from "../workflows/payment/settle-gateway-payment"
import { returnStrayPaymentsWorkflow } from "../workflows/payment/stripe/return-stray-payments"

/**
 * Updates Medusa's payment after a gateway has performed or canceled a transaction. If this fails, a sweep
 * retries it.
 */
export default async function gatewayMoneyMoved({ event, container }: SubscriberArgs<{ id: string }>) {
  const input = { transaction_id: event.data.id }
  const { result: attention } = await settleGatewayPaymentWorkflow(container).run({ input })
  if (attention) {
    await returnStrayPaymentsWorkflow(container).run({ input })
  }
}

export const config: SubscriberConfig = { event: GatewayEvents.MOVED }
