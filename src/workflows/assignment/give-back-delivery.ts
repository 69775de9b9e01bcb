import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { AssignmentInput } from "./actor"
import { beginAction, endAction } from "./steps/begin-and-end"
import { moveAssignmentStep } from "./steps/move-assignment"

/**
 * The courier gives the claimed order back to the other couriers.
 */
export const giveBackDeliveryWorkflow = createWorkflow(
  "give-back-delivery",
  (input: WorkflowData<AssignmentInput>) => {
    const checked = beginAction("give_back_delivery", input)
    const moved = moveAssignmentStep(checked)
    return new WorkflowResponse(endAction(input, moved))
  },
)
