import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { AssignmentInput } from "./actor"
import { beginAction, endAction } from "./steps/begin-and-end"
import { moveAssignmentStep } from "./steps/move-assignment"

/** Offers a paid order to the florists. */
export const offerOrderWorkflow = createWorkflow("offer-order", (input: WorkflowData<AssignmentInput>) => {
  const checked = beginAction("offer", input)
  const moved = moveAssignmentStep(checked)
  return new WorkflowResponse(endAction(input, moved))
})
