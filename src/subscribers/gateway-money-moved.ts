import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { GatewayEvents } from "../lib/events"
import { settleGatewayPayment } from "../workflows/payment/settlement/settle-gateway-payment"
import { returnStrayPayments } from "../workflows/payment/stripe/return-stray-payments"

/**
 * Updates Medusa's payment after a gateway has performed or canceled a transaction. If this fails, a sweep
 * retries it.
 */
export default async function gatewayMoneyMoved({ event, container }: SubscriberArgs<{ id: string }>) {
  const input = { transaction_id: event.data.id }
  const attention = await settleGatewayPayment(container, input)
  if (attention) {
    await returnStrayPayments(container, input)
  }
}

export const config: SubscriberConfig = { event: GatewayEvents.MOVED }
