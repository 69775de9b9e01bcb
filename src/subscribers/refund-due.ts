import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { markRefundsDue } from "../workflows/payment/settlement/mark-refunds-due"
import { sweepGatewayPayments } from "../workflows/payment/settlement/sweep-gateway-payments"
import { returnStrayPayments } from "../workflows/payment/stripe/return-stray-payments"

/** A paid order was canceled: its money is to be given back, and staff are to see that, or that it is back. */
export default async function refundDue({ event, container }: SubscriberArgs<{ id: string }>) {
  await markRefundsDue(container, [event.data.id])
  await sweepGatewayPayments(container)
  await returnStrayPayments(container, { order_id: event.data.id })
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.CANCELED }
