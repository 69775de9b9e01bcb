import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { submitClickReceiptsStep } from "./steps/submit-receipts"

/**
 * Submits receipt items to Click for fiscal receipts. Later runs retry what Click did not accept.
 *
 * @returns the number of accepted receipts
 */
export const submitClickReceiptsWorkflow = createWorkflow(
  "submit-click-receipts",
  () => new WorkflowResponse(submitClickReceiptsStep()),
)
