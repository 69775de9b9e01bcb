import {
  createHook,
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { AssignmentInput } from "./actor"
import { finishCancellationWorkflow } from "./cancel-order"
import { beginAction, endAction } from "./steps/begin-and-end"
import { hookInput } from "./steps/hook-input"
import { markFinishedStep } from "./steps/mark-finished"
import { moveAssignmentStep } from "./steps/move-assignment"
import { returnPromotionsStep } from "./steps/return-promotions"
import { checkUnpaidStep } from "./steps/check-unpaid"

/**
 * Cancels an order whose payment window ended without a payment. Its flowers and its delivery slot become free, and the
 * uses of its promotions are given back.
 *
 * @throws already_paid, payment_awaited, too_late; then nothing changes
 */
export const expireOrderWorkflow = createWorkflow("expire-order", (input: WorkflowData<AssignmentInput>) => {
  const checked = beginAction("expire", input)
  checkUnpaidStep(
    transform({ checked }, ({ checked }) => ({
      order_id: checked.assignment.order_id,
      payment_due_at: checked.assignment.payment_due_at,
    })),
  )
  const moved = moveAssignmentStep(checked)

  finishCancellationWorkflow.runAsStep({
    input: transform({ checked }, ({ checked }) => ({ order_id: checked.assignment.order_id })),
  })

  const orderCanceled = createHook("orderCanceled", hookInput(moved))
  returnPromotionsStep({ order_id: checked.assignment.order_id })
  markFinishedStep(checked.assignment.id)
  return new WorkflowResponse(endAction(input, moved), { hooks: [orderCanceled] })
})
