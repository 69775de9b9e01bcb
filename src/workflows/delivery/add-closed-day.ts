import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { addClosedDayStep, type ClosedDayData } from "./steps/save-closed-day"

/**
 * Closes a day for new orders. Existing orders for the day do not change.
 *
 * @throws invalid_date
 */
export const addClosedDayWorkflow = createWorkflow(
  "add-closed-day",
  (input: ClosedDayData) => new WorkflowResponse(addClosedDayStep(input)),
)
