import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { showStuckStep } from "./steps/show-stuck"

/** Payments that are in progress long past their end are shown to staff. @returns how many it found */
export const showStuckPaymentsWorkflow = createWorkflow(
  "show-stuck-payments",
  () => new WorkflowResponse(showStuckStep()),
)
