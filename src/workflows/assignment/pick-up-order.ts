import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { medusaUser, type AssignmentInput } from "./actor"
import { shipOrderWorkflow } from "./ship-order"
import { beginAction, endAction } from "./steps/begin-and-end"
import { checkGiverPaidStep } from "./steps/check-giver"
import { moveAssignmentStep } from "./steps/move-assignment"
import { recordFulfillmentStep } from "./steps/record-fulfillment"

/** Records that the courier leaves the shop with the order, and ships Medusa's fulfillment. @throws gift_unpaid */
export const pickUpOrderWorkflow = createWorkflow("pick-up-order", (input: WorkflowData<AssignmentInput>) => {
  const checked = beginAction("pick_up", input)
  checkGiverPaidStep(checked)
  const moved = moveAssignmentStep(checked)

  const fulfillment = shipOrderWorkflow.runAsStep({
    input: transform({ checked }, ({ checked }) => ({
      order_id: checked.assignment.order_id,
      created_by: medusaUser(checked.actor),
    })),
  })
  const assignment = recordFulfillmentStep({
    assignment_id: input.assignment_id,
    fulfillment_id: fulfillment.id,
  })

  return new WorkflowResponse(
    endAction(
      input,
      transform({ moved, assignment }, ({ moved, assignment }) => ({ ...moved, assignment })),
    ),
  )
})
