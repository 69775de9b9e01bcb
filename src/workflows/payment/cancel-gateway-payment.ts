import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { cancelTransactionStep, type CancelPaymentInput } from "./steps/cancel-transaction"
import { emitMoved } from "./emit-moved"

/** A gateway takes no money after all, or has given it back: then Medusa's payment is refunded. */
export const cancelGatewayPaymentWorkflow = createWorkflow(
  "cancel-gateway-payment",
  (input: WorkflowData<CancelPaymentInput>) => {
    const canceled = cancelTransactionStep(input)
    emitMoved(canceled)
    return new WorkflowResponse(canceled)
  },
)
