import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { markRefundsDue } from "../workflows/payment/settlement/mark-refunds-due"
import { sweepGatewayPayments } from "../workflows/payment/settlement/sweep-gateway-payments"
import { returnStrayPayments } from "../workflows/payment/stripe/return-stray-payments"

/**
 * Marks the payments of a canceled order as due for refund, and refunds those that the gateway's API can
 * refund.
 */
export default async function refundDue({ event, container }: SubscriberArgs<{ id: string }>) {
  await markRefundsDue(container, [event.data.id])
  await sweepGatewayPayments(container)
  await returnStrayPayments(container, { order_id: event.data.id })
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.CANCELED }
