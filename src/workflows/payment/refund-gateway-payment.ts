import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { ResolutionInput } from "./resolution-history"
import { refundTransactionStep } from "./steps/refund-transaction"

/**
 * Refunds a transaction over the gateway's API, or marks it as due if the gateway refunds only in its cabinet.
 *
 * @throws not_found, too_late, refund_in_cabinet, refund_failed
 */
export const refundGatewayPaymentWorkflow = createWorkflow(
  "refund-gateway-payment",
  (input: WorkflowData<ResolutionInput>) => new WorkflowResponse(refundTransactionStep(input)),
)
