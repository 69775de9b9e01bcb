import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { settleTransactionStep } from "./steps/settle-transaction"

/**
 * Brings Medusa's payment, and the order, after what a gateway told of its money.
 *
 * @returns what staff are to look at, if anything
 * @throws what Medusa throws; the transaction stays unsettled then, and the sweep tries again
 */
export const settleGatewayPaymentWorkflow = createWorkflow(
  "settle-gateway-payment",
  (input: WorkflowData<{ transaction_id: string }>) => new WorkflowResponse(settleTransactionStep(input)),
)
