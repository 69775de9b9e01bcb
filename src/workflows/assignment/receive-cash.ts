import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { medusaUser, type AssignmentInput } from "./actor"
import { captureCashWorkflow } from "./capture-cash"
import { beginAction, endAction } from "./steps/begin-and-end"
import { checkGiverOwesStep } from "./steps/check-giver"
import { moveAssignmentStep } from "./steps/move-assignment"

/** Records that the giver of an order paid in cash at the shop, so that a courier can leave. */
export const receiveCashWorkflow = createWorkflow("receive-cash", (input: WorkflowData<AssignmentInput>) => {
  const checked = beginAction("receive_cash", input)
  checkGiverOwesStep(checked)
  const moved = moveAssignmentStep(checked)
  captureCashWorkflow.runAsStep({
    input: transform({ checked }, ({ checked }) => ({
      order_id: checked.assignment.order_id,
      by: medusaUser(checked.actor),
    })),
  })
  return new WorkflowResponse(endAction(input, moved))
})
