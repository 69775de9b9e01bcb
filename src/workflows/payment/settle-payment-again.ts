import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { ResolutionInput } from "./resolution-history"
import { settleAgainStep } from "./steps/settle-again"

/**
 * Applies a gateway transaction to Medusa's payment immediately, on request of staff.
 *
 * @throws not_found, too_late, settle_failed
 */
export const settlePaymentAgainWorkflow = createWorkflow(
  "settle-payment-again",
  (input: WorkflowData<ResolutionInput>) => new WorkflowResponse(settleAgainStep(input)),
)
