import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { checkPaymentsStep } from "./steps/check-payments"

/**
 * Nightly check: compares gateway transactions with Medusa's payments and payment collections by gateway and
 * day. Logs the result and flags differences.
 */
export const checkPaymentsWorkflow = createWorkflow(
  "check-payments",
  (input: WorkflowData<{ now?: string }>) => new WorkflowResponse(checkPaymentsStep(input)),
)
