import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { giveUpTransactionStep, type GiveUpPaymentInput } from "./steps/give-up-transaction"

/** Cancels a transaction in progress. A performed transaction stays performed; see cancel-gateway-payment. */
export const giveUpGatewayPaymentWorkflow = createWorkflow(
  "give-up-gateway-payment",
  (input: WorkflowData<GiveUpPaymentInput>) => new WorkflowResponse(giveUpTransactionStep(input)),
)
