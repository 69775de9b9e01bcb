import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { AssignmentInput } from "./actor"
import { beginAction, endAction } from "./steps/begin-and-end"
import { cancelFulfillmentStep } from "./steps/cancel-fulfillment"
import { forgetFulfillmentStep } from "./steps/forget-fulfillment"
import { moveAssignmentStep } from "./steps/move-assignment"
import { readOrder } from "./steps/order-in-workshop"

/**
 * Takes the order from its florist: its flowers return to stock, and the order is offered to all florists
 * again.
 */
export const giveBackOrderWorkflow = createWorkflow(
  "give-back-order",
  (input: WorkflowData<AssignmentInput>) => {
    const checked = beginAction("give_back", input)
    forgetFulfillmentStep(input.assignment_id)
    const moved = moveAssignmentStep(checked)
    const order = readOrder(checked.assignment.order_id, "read-order")
    cancelFulfillmentStep(order)
    return new WorkflowResponse(endAction(input, moved))
  },
)
