import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { askClickUnfinishedStep } from "./steps/ask-unfinished"

/**
 * Asks Click about unfinished payments: prepared but not completed, failed, reversed in the cabinet, due for
 * refund.
 *
 * @returns the number of payments it asked about
 */
export const askClickUnfinishedWorkflow = createWorkflow(
  "ask-click-unfinished",
  () => new WorkflowResponse(askClickUnfinishedStep()),
)
