import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { AssignmentInput } from "./actor"
import { beginAction, endAction } from "./steps/begin-and-end"
import { moveAssignmentStep } from "./steps/move-assignment"

/** Gives a finished bouquet back to its florist. The reason is what the buyer wants to be changed. */
export const askChangeWorkflow = createWorkflow("ask-change", (input: WorkflowData<AssignmentInput>) => {
  const checked = beginAction("ask_change", input)
  const moved = moveAssignmentStep(checked)
  return new WorkflowResponse(endAction(input, moved))
})
