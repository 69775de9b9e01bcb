import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { markRefundsDueWorkflow } from "../workflows/payment/mark-refunds-due"
import { sweepGatewayPaymentsWorkflow } from "../workflows/payment/sweep-gateway-payments"
import { returnStrayPaymentsWorkflow } from "../workflows/payment/stripe/return-stray-payments"

/**
 * Marks the payments of a canceled order as due for refund, and refunds those that the gateway's API can
 * refund.
 */
export default async function refundDue({ event, container }: SubscriberArgs<{ id: string }>) {
  await markRefundsDueWorkflow(container).run({ input: { order_ids: [event.data.id] } })
  await sweepGatewayPaymentsWorkflow(container).run()
  await returnStrayPaymentsWorkflow(container).run({ input: { order_id: event.data.id } })
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.CANCELED }
