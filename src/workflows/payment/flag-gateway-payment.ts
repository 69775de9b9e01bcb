import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { flagTransactionStep, type FlagPaymentInput } from "./steps/flag-transaction"

/** Shows staff a payment that does not match what its gateway says; see docs/payments.md. */
export const flagGatewayPaymentWorkflow = createWorkflow(
  "flag-gateway-payment",
  (input: WorkflowData<FlagPaymentInput>) => new WorkflowResponse(flagTransactionStep(input)),
)
