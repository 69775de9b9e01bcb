import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { GatewayEvents } from "../events"
import { settleGatewayPaymentWorkflow } from "../workflows/payment/settle-gateway-payment"

/** A gateway has the money, or has given it back: Medusa's payment follows. What fails here the sweep does again. */
export default async function gatewayMoneyMoved({ event, container }: SubscriberArgs<{ id: string }>) {
  await settleGatewayPaymentWorkflow(container).run({ input: { transaction_id: event.data.id } })
}

export const config: SubscriberConfig = { event: GatewayEvents.MOVED }
