import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { showStuckStep } from "./steps/show-stuck"

/**
 * Flags payments that are in progress long after their expiry.
 *
 * @returns the number of newly flagged payments
 */
export const showStuckPaymentsWorkflow = createWorkflow(
  "show-stuck-payments",
  () => new WorkflowResponse(showStuckStep()),
)
