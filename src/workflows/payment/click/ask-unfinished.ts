import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { askClickUnfinishedStep } from "./steps/ask-unfinished"

/**
 * Finishes what Click began and said no more of: paid there and never completed here, failed, given back in its
 * cabinet, owed back.
 *
 * @returns how many payments it asked about
 */
export const askClickUnfinishedWorkflow = createWorkflow(
  "ask-click-unfinished",
  () => new WorkflowResponse(askClickUnfinishedStep()),
)
