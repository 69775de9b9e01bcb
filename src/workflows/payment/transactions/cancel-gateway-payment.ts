import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { cancelTransactionStep, type CancelPaymentInput } from "./steps/cancel-transaction"
import { emitMoved } from "./emit-moved"

/** Cancels a gateway transaction. If its money had moved, the emitted event refunds Medusa's payment. */
export const cancelGatewayPaymentWorkflow = createWorkflow(
  "cancel-gateway-payment",
  (input: WorkflowData<CancelPaymentInput>) => {
    const canceled = cancelTransactionStep(input)
    emitMoved(canceled)
    return new WorkflowResponse(canceled)
  },
)
