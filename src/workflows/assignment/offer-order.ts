import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { AssignmentInput } from "./actor"
import { beforeOfferWorkflow } from "./before-offer"
import { beginAction, endAction } from "./steps/begin-and-end"
import { moveAssignmentStep } from "./steps/move-assignment"

/** Offers a paid order to the florists. */
export const offerOrderWorkflow = createWorkflow("offer-order", (input: WorkflowData<AssignmentInput>) => {
  const checked = beginAction("offer", input)
  beforeOfferWorkflow.runAsStep({
    input: transform({ checked }, ({ checked }) => ({ order_id: checked.assignment.order_id })),
  })
  const moved = moveAssignmentStep(checked)
  return new WorkflowResponse(endAction(input, moved))
})
