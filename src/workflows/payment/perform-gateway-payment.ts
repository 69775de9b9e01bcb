import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { performTransactionStep, type PerformPaymentInput } from "./steps/perform-transaction"
import { tellMoved } from "./tell-moved"

/** A gateway has an order's money. Medusa's payment follows at once, or with the next sweep. */
export const performGatewayPaymentWorkflow = createWorkflow(
  "perform-gateway-payment",
  (input: WorkflowData<PerformPaymentInput>) => {
    const performed = performTransactionStep(input)
    tellMoved(performed)
    return new WorkflowResponse(performed)
  },
)
