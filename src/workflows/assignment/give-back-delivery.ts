import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { AssignmentInput } from "./actor"
import { beginAction, endAction } from "./steps/begin-and-end"
import { moveAssignmentStep } from "./steps/move-assignment"

/** Takes the claimed order from its courier, so that another courier can claim it. */
export const giveBackDeliveryWorkflow = createWorkflow(
  "give-back-delivery",
  (input: WorkflowData<AssignmentInput>) => {
    const checked = beginAction("give_back_delivery", input)
    const moved = moveAssignmentStep(checked)
    return new WorkflowResponse(endAction(input, moved))
  },
)
