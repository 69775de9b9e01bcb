import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { removeClosedDayStep } from "./steps/save-closed-day"

/**
 * Opens a closed day again.
 *
 * @throws closed_day_not_found
 */
export const removeClosedDayWorkflow = createWorkflow(
  "remove-closed-day",
  (input: { id: string }) => new WorkflowResponse(removeClosedDayStep(input)),
)
