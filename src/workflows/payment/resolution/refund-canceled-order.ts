import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { addOrderTransactionStep, refundPaymentStep } from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"

export type RefundCanceledOrderInput = {
  payment_id: string
  order_id: string
  currency_code: string
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
    addOrderTransactionStep(
      transform({ input }, ({ input: { order_id, currency_code, payment_id, amount } }) => ({
        order_id,
        currency_code,
        amount: MathBN.mult(amount, -1),
        reference: "refund",
        reference_id: payment_id,
      })),
    )
    return new WorkflowResponse(payment)
  },
)
