import type { BigNumberInput } from "@medusajs/framework/types"
import { refundPaymentStep } from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { correctRefundsStep } from "../settlement/correct-refunds"

export type RefundCanceledOrderInput = {
  payment_id: string
  order_id: string
  amount: BigNumberInput
  /** Medusa's admin user who refunds. */
  created_by: string
}

/**
 * Refunds a payment of a canceled order. Medusa's refundPaymentWorkflow rejects canceled orders, and its
 * refundPaymentsWorkflow records refunds that the gateway has refused.
 *
 * @throws the error of the payment provider; nothing is recorded then
 */
export const refundCanceledOrderWorkflow = createWorkflow(
  "refund-canceled-order",
  (input: WorkflowData<RefundCanceledOrderInput>) => {
    const payment = refundPaymentStep(
      transform({ input }, ({ input: { payment_id, amount, created_by } }) => ({
        payment_id,
        amount,
        created_by,
      })),
    )
    correctRefundsStep({ order_id: input.order_id })
    return new WorkflowResponse(payment)
  },
)
