import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { markRefundsDueWorkflow } from "../workflows/payment/settlement/mark-refunds-due"
import { sweepGatewayPaymentsWorkflow } from "../workflows/payment/settlement/sweep-gateway-payments"
import { returnStrayPaymentsWorkflow } from "../workflows/payment/stripe/return-stray-payments"

/** A paid order was canceled: its money is to be given back, and staff are to see that, or that it is back. */
export default async function refundDue({ event, container }: SubscriberArgs<{ id: string }>) {
  await markRefundsDueWorkflow(container).run({ input: { order_ids: [event.data.id] } })
  await sweepGatewayPaymentsWorkflow(container).run()
  await returnStrayPaymentsWorkflow(container).run({ input: { order_id: event.data.id } })
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.CANCELED }
