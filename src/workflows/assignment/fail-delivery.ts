import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { AssignmentInput } from "./actor"
import { beginAction, endAction } from "./steps/begin-and-end"
import { moveAssignmentStep } from "./steps/move-assignment"

/**
 * The recipient could not be reached: the order is back in the shop, ready for another try. Medusa has no word for
 * this and keeps the fulfilment shipped, which it was.
 */
export const failDeliveryWorkflow = createWorkflow(
  "fail-delivery",
  (input: WorkflowData<AssignmentInput>) => {
    const checked = beginAction("fail_delivery", input)
    const moved = moveAssignmentStep(checked)
    return new WorkflowResponse(endAction(input, moved))
  },
)
