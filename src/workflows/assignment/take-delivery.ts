import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { AssignmentInput } from "./actor"
import { beginAction, endAction } from "./steps/begin-and-end"
import { moveAssignmentStep } from "./steps/move-assignment"

/** Assigns a ready order to the courier who claims it first. */
export const takeDeliveryWorkflow = createWorkflow(
  "take-delivery",
  (input: WorkflowData<AssignmentInput>) => {
    const checked = beginAction("take_delivery", input)
    const moved = moveAssignmentStep(checked)
    return new WorkflowResponse(endAction(input, moved))
  },
)
