import { cancelOrderWorkflow as cancelMedusaOrderWorkflow } from "@medusajs/medusa/core-flows"
import {
  createHook,
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { medusaUser, type AssignmentInput } from "./actor"
import { beginAction, endAction } from "./steps/begin-and-end"
import { cancelFulfillmentStep } from "./steps/cancel-fulfillment"
import { forgetFulfillmentStep } from "./steps/forget-fulfillment"
import { hookInput } from "./steps/hook-input"
import { moveAssignmentStep } from "./steps/move-assignment"
import { readOrder } from "./steps/order-in-workshop"
import { releaseSlotStep } from "./steps/release-slot"
import { returnPromotionsStep } from "./steps/return-promotions"

/**
 * Cancels the order. Its flowers return to stock, captured payments are refunded, other payments are
 * canceled, its delivery slot becomes free, and the uses of its promotions are given back. If the order is
 * already canceled in Medusa, its assignment is closed, and its slot and promotions are given back.
 */
export const cancelOrderWorkflow = createWorkflow(
  // eslint-disable-next-line @medusajs/workflow-id-matches-export-or-filename -- "cancel-order" is Medusa's own
  "cancel-order-in-workshop",
  (input: WorkflowData<AssignmentInput>) => {
    const checked = beginAction("cancel", input)
    forgetFulfillmentStep(input.assignment_id)
    const moved = moveAssignmentStep(checked)

    const order = readOrder(checked.assignment.order_id, "read-order")
    when("order-is-not-canceled", { order }, ({ order }) => order.status !== "canceled").then(() => {
      cancelFulfillmentStep(order)
      cancelMedusaOrderWorkflow.runAsStep({
        input: transform({ order, checked }, ({ order, checked }) => ({
          order_id: order.id,
          canceled_by: medusaUser(checked.actor),
        })),
      })
    })
    releaseSlotStep({ order_id: checked.assignment.order_id })

    const orderCanceled = createHook("orderCanceled", hookInput(moved))
    returnPromotionsStep({ order_id: checked.assignment.order_id })
    return new WorkflowResponse(endAction(input, moved), { hooks: [orderCanceled] })
  },
)
