import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { flagTransactionStep, type FlagPaymentInput } from "./steps/flag-transaction"

/** Flags a transaction for the attention of staff; see docs/payments.md. */
export const flagGatewayPaymentWorkflow = createWorkflow(
  "flag-gateway-payment",
  (input: WorkflowData<FlagPaymentInput>) => new WorkflowResponse(flagTransactionStep(input)),
)
