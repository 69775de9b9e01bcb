import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { settleTransactionStep } from "./steps/settle-transaction"

/**
 * Applies the state of a gateway transaction to Medusa's payment and to the order.
 *
 * @returns the attention reason, if any
 * @throws Medusa's error; the transaction stays unsettled, and the sweep retries it
 */
export const settleGatewayPaymentWorkflow = createWorkflow(
  "settle-gateway-payment",
  (input: WorkflowData<{ transaction_id: string }>) => new WorkflowResponse(settleTransactionStep(input)),
)
