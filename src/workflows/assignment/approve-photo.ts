import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { AssignmentInput } from "./actor"
import { beginAction, endAction } from "./steps/begin-and-end"
import { moveAssignmentStep } from "./steps/move-assignment"

/**
 * Ends the wait for the buyer's answer to the photo, so that the couriers are called: the buyer likes the bouquet, staff do
 * not wait, or the time is over.
 */
export const approvePhotoWorkflow = createWorkflow(
  "approve-photo",
  (input: WorkflowData<AssignmentInput>) => {
    const checked = beginAction("approve_photo", input)
    const moved = moveAssignmentStep(checked)
    return new WorkflowResponse(endAction(input, moved))
  },
)
