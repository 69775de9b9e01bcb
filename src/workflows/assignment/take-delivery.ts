import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { AssignmentInput } from "./actor"
import { beginAction, endAction } from "./steps/begin-and-end"
import { moveAssignmentStep } from "./steps/move-assignment"

/**
 * A courier claims an order that is ready. The first one wins.
 */
export const takeDeliveryWorkflow = createWorkflow(
  "take-delivery",
  (input: WorkflowData<AssignmentInput>) => {
    const checked = beginAction("take_delivery", input)
    const moved = moveAssignmentStep(checked)
    return new WorkflowResponse(endAction(input, moved))
  },
)
