import {
  createHook,
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { medusaUser, type AssignmentInput } from "./actor"
import { fulfillOrderWorkflow } from "./fulfill-order"
import { beginAction, endAction } from "./steps/begin-and-end"
import { hookInput } from "./steps/hook-input"
import { moveAssignmentStep } from "./steps/move-assignment"
import { recordFulfillmentStep } from "./steps/record-fulfillment"

/**
 * Assigns the order to the florist who accepts it first, and writes its flowers off the stock. If the stock
 * is not sufficient, the order stays offered and the stock does not change.
 */
export const acceptOrderWorkflow = createWorkflow("accept-order", (input: WorkflowData<AssignmentInput>) => {
  const checked = beginAction("accept", input)
  const moved = moveAssignmentStep(checked)

  const fulfillment = fulfillOrderWorkflow.runAsStep({
    input: transform({ checked }, ({ checked }) => ({
      order_id: checked.assignment.order_id,
      created_by: medusaUser(checked.actor),
    })),
  })
  const assignment = recordFulfillmentStep({
    assignment_id: input.assignment_id,
    fulfillment_id: fulfillment.id,
  })

  const orderAccepted = createHook("orderAccepted", hookInput(moved))
  return new WorkflowResponse(
    endAction(
      input,
      transform({ moved, assignment }, ({ moved, assignment }) => ({ ...moved, assignment })),
    ),
    { hooks: [orderAccepted] },
  )
})
