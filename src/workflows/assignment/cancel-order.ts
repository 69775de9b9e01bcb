import { cancelOrderWorkflow as cancelMedusaOrderWorkflow } from "@medusajs/medusa/core-flows"
import {
  createHook,
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { correctRefundsStep } from "../payment/settlement/correct-refunds"
import { medusaUser, type AssignmentInput } from "./actor"
import { beginAction, endAction } from "./steps/begin-and-end"
import { cancelFulfillmentStep } from "./steps/cancel-fulfillment"
import { forgetFulfillmentStep } from "./steps/forget-fulfillment"
import type { FinishInput } from "./deliver-order"
import { hookInput } from "./steps/hook-input"
import { markFinishedStep } from "./steps/mark-finished"
import { moveAssignmentStep } from "./steps/move-assignment"
import { readOrder } from "./steps/order-in-workshop"
import { releaseSlotStep } from "./steps/release-slot"
import { returnPromotionsStep } from "./steps/return-promotions"

/**
 * Lets Medusa's order follow a canceled assignment: its flowers return to stock, captured payments are refunded, other
 * payments are canceled, and its delivery slot becomes free. Each part does nothing if it is already done.
 */
export const finishCancellationWorkflow = createWorkflow(
  "finish-cancellation",
  (input: WorkflowData<Omit<FinishInput, "assignment_id">>) => {
    const order = readOrder(input.order_id, "read-order")
    when("order-is-not-canceled", { order }, ({ order }) => order.status !== "canceled").then(() => {
      cancelFulfillmentStep(order)
      cancelMedusaOrderWorkflow.runAsStep({
        input: transform({ input }, ({ input }) => ({ order_id: input.order_id, canceled_by: input.by })),
      })
    })
    correctRefundsStep({ order_id: input.order_id })
    releaseSlotStep({ order_id: input.order_id })
    return new WorkflowResponse(order)
  },
)

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

    finishCancellationWorkflow.runAsStep({
      input: transform({ checked }, ({ checked }) => ({
        order_id: checked.assignment.order_id,
        by: medusaUser(checked.actor),
      })),
    })

    const orderCanceled = createHook("orderCanceled", hookInput(moved))
    returnPromotionsStep({ order_id: checked.assignment.order_id })
    markFinishedStep(checked.assignment.id)
    return new WorkflowResponse(endAction(input, moved), { hooks: [orderCanceled] })
  },
)
