import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { tellClickReceiptsStep } from "./steps/tell-receipts"

/**
 * Tells Click what its payments bought, for their fiscal receipts; what it does not accept is told again later.
 *
 * @returns how many receipts it accepted
 */
export const tellClickReceiptsWorkflow = createWorkflow(
  "tell-click-receipts",
  () => new WorkflowResponse(tellClickReceiptsStep()),
)
