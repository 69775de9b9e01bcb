import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { giveUpTransactionStep, type GiveUpPaymentInput } from "./steps/give-up-transaction"

/** A gateway takes no money after all. One that is performed stays so: see cancel-gateway-payment. */
export const giveUpGatewayPaymentWorkflow = createWorkflow(
  "give-up-gateway-payment",
  (input: WorkflowData<GiveUpPaymentInput>) => new WorkflowResponse(giveUpTransactionStep(input)),
)
