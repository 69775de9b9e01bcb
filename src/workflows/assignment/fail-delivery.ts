import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { AssignmentInput } from "./actor"
import { beginAction, endAction } from "./steps/begin-and-end"
import { moveAssignmentStep } from "./steps/move-assignment"

/**
 * Records that the courier did not reach the recipient: the order becomes ready for another attempt. Medusa
 * has no such state, so its fulfillment stays shipped.
 */
export const failDeliveryWorkflow = createWorkflow(
  "fail-delivery",
  (input: WorkflowData<AssignmentInput>) => {
    const checked = beginAction("fail_delivery", input)
    const moved = moveAssignmentStep(checked)
    return new WorkflowResponse(endAction(input, moved))
  },
)
