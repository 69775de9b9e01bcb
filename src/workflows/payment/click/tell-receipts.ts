import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { tellClickReceiptsStep } from "./steps/tell-receipts"

/**
 * Submits receipt items to Click for fiscal receipts. Later runs retry what Click did not accept.
 *
 * @returns the number of accepted receipts
 */
export const tellClickReceiptsWorkflow = createWorkflow(
  "tell-click-receipts",
  () => new WorkflowResponse(tellClickReceiptsStep()),
)
