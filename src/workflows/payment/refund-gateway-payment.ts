import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { ResolutionInput } from "./resolution-history"
import { refundTransactionStep } from "./steps/refund-transaction"

/**
 * Staff give a gateway's money back: over its API, or, where only its cabinet does that, it is shown as due there
 * until the gateway tells of it.
 *
 * @throws not_found, too_late, refund_in_cabinet, refund_failed
 */
export const refundGatewayPaymentWorkflow = createWorkflow(
  "refund-gateway-payment",
  (input: WorkflowData<ResolutionInput>) => new WorkflowResponse(refundTransactionStep(input)),
)
