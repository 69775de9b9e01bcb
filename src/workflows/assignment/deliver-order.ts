import { completeOrderWorkflow, markOrderFulfillmentAsDeliveredWorkflow } from "@medusajs/medusa/core-flows"
import {
  createHook,
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { cancelUnduePaymentsStep } from "../order-edits/cancel-undue-payments"
import { medusaUser, type AssignmentInput } from "./actor"
import { captureCashWorkflow } from "./capture-cash"
import { shipOrderWorkflow } from "./ship-order"
import { beginAction, endAction } from "./steps/begin-and-end"
import { deliverRestStep } from "./steps/deliver-rest"
import { hookInput } from "./steps/hook-input"
import { markFinishedStep } from "./steps/mark-finished"
import { moveAssignmentStep } from "./steps/move-assignment"
import { readCashStep } from "./steps/read-cash"
import { recordFulfillmentStep } from "./steps/record-fulfillment"

export type FinishInput = {
  assignment_id: string
  order_id: string
  /** Medusa's admin user, if one acted. */
  by?: string
}

/**
 * Lets Medusa's order follow a delivered assignment: its fulfillment becomes delivered; a pick-up order is shipped first. A
 * cash payment is captured, what an edit left to pay is recorded as paid in cash, and the order is completed. Each part
 * does nothing if it is already done, so a repeated run continues after an interruption.
 */
export const finishDeliveryWorkflow = createWorkflow(
  "finish-delivery",
  (input: WorkflowData<FinishInput>) => {
    const orderId = transform({ input }, ({ input }) => input.order_id)
    const by = transform({ input }, ({ input }) => input.by)
    const fulfillment = shipOrderWorkflow.runAsStep({ input: { order_id: orderId, created_by: by } })
    when("not-delivered-yet", { fulfillment }, ({ fulfillment }) => !fulfillment.delivered_at).then(() => {
      markOrderFulfillmentAsDeliveredWorkflow.runAsStep({
        input: { orderId, fulfillmentId: fulfillment.id },
      })
    })

    cancelUnduePaymentsStep({ order_id: orderId })
    const order = captureCashWorkflow.runAsStep({
      input: transform({ orderId, by }, ({ orderId, by }) => ({ order_id: orderId, by })),
    })
    deliverRestStep(
      transform({ order, fulfillment }, ({ order, fulfillment }) => ({ order, main_id: fulfillment.id })),
    )
    when("order-is-open", { order }, ({ order }) => order.status === "pending").then(() => {
      completeOrderWorkflow.runAsStep({
        input: transform({ orderId }, ({ orderId }) => ({ orderIds: [orderId] })),
      })
    })
    recordFulfillmentStep({ assignment_id: input.assignment_id, fulfillment_id: fulfillment.id })
    return new WorkflowResponse(markFinishedStep(input.assignment_id))
  },
)

/** Records that the recipient received the order from a courier or at the counter; see {@link finishDeliveryWorkflow}. */
export const deliverOrderWorkflow = createWorkflow(
  "deliver-order",
  (input: WorkflowData<AssignmentInput>) => {
    const checked = beginAction("deliver", input)
    const cash = readCashStep(checked)
    const moved = moveAssignmentStep(
      transform({ checked, cash }, ({ checked, cash }) => ({ ...checked, cash })),
    )
    const assignment = finishDeliveryWorkflow.runAsStep({
      input: transform({ checked }, ({ checked }) => ({
        assignment_id: checked.assignment.id,
        order_id: checked.assignment.order_id,
        by: medusaUser(checked.actor),
      })),
    })

    const orderDelivered = createHook("orderDelivered", hookInput(moved))
    return new WorkflowResponse(
      endAction(
        input,
        transform({ moved, assignment }, ({ moved, assignment }) => ({ ...moved, assignment })),
      ),
      { hooks: [orderDelivered] },
    )
  },
)
