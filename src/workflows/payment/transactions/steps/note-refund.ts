import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../../modules/gateway"
import type GatewayModuleService from "../../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../../modules/gateway/types"
import { withPaymentsLock } from "../../order-payment/with-payments-lock"

export type NoteRefundInput = {
  transaction_id: string
  /** Total amount that the gateway has refunded, in minor units; less than the whole payment. */
  refunded_amount: number
}

export type NotedRefund = { transaction: GatewayTransactionRecord; moved: boolean }

/** Records a partial refund by the gateway. No compensation: the money is refunded. */
export const noteRefundStep = createStep("note-refund", async (input: NoteRefundInput, { container }) => {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const transaction = await gateway.retrieveGatewayTransaction(input.transaction_id)
  const moved = await withPaymentsLock(container, transaction.order_id, () =>
    gateway.noteRefunded(transaction, input.refunded_amount),
  )
  return new StepResponse<NotedRefund>({ transaction, moved })
})
