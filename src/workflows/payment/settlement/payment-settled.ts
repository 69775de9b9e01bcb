import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"

export type SettledPayment = {
  transaction_id: string
  provider_id: string
  order_id: string
  /** `performed`: Medusa has captured the payment. `canceled`: Medusa has refunded it. */
  state: "performed" | "canceled"
  /** Amounts in minor units. */
  amount: number
  refunded_amount: number
  currency_code: string
}

/**
 * Extension point of the host application: runs after Medusa's payment reflects the gateway's money. See
 * docs/plugin.md.
 */
export const paymentSettledWorkflow = createWorkflow(
  "payment-settled",
  (input: WorkflowData<SettledPayment>) => {
    const paymentSettled = createHook("paymentSettled", input)
    return new WorkflowResponse(input, { hooks: [paymentSettled] })
  },
)
