import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { beginTransactionStep, type BeginPaymentInput } from "./steps/begin-transaction"

/** A gateway begins to take an order's money; the order waits for it. Refusals are values, for the gateway's answer. */
export const beginGatewayPaymentWorkflow = createWorkflow(
  "begin-gateway-payment",
  (input: WorkflowData<BeginPaymentInput>) => new WorkflowResponse(beginTransactionStep(input)),
)
