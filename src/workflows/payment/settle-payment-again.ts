import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { ResolutionInput } from "./resolution-history"
import { settleAgainStep } from "./steps/settle-again"

/**
 * Staff have Medusa's payment brought after the gateway's word at once, and not with the next sweep.
 *
 * @throws not_found, too_late, settle_failed
 */
export const settlePaymentAgainWorkflow = createWorkflow(
  "settle-payment-again",
  (input: WorkflowData<ResolutionInput>) => new WorkflowResponse(settleAgainStep(input)),
)
