import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { checkPayableStep, type CheckPayableInput } from "./steps/check-payable"

/** Whether a gateway may take this money for an order. Changes nothing. */
export const checkGatewayPaymentWorkflow = createWorkflow(
  "check-gateway-payment",
  (input: WorkflowData<CheckPayableInput>) => new WorkflowResponse(checkPayableStep(input)),
)
