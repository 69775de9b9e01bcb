import {
  cancelOrdersStep,
  cancelPaymentStep,
  createAndCompleteReturnOrderWorkflow,
  emitEventStep,
  updatePaymentCollectionStep,
} from "@medusajs/medusa/core-flows"
import { OrderWorkflowEvents, PaymentCollectionStatus } from "@medusajs/framework/utils"
import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { medusaUser, type AssignmentInput } from "./actor"
import type { FinishInput } from "./deliver-order"
import { fulfillOrderWorkflow } from "./fulfill-order"
import { beginAction, endAction } from "./steps/begin-and-end"
import { markFinishedStep } from "./steps/mark-finished"
import { moveAssignmentStep } from "./steps/move-assignment"
import { isReturned, readOrder, shippingOptionOf } from "./steps/order-in-workshop"
import { receiveReturnStep } from "./steps/receive-return"
import { returnPromotionsStep } from "./steps/return-promotions"

/**
 * Lets Medusa's order follow a returned assignment. Each part does nothing if it is already done. In Medusa:
 * - A return of all lines is created and received. The fulfillment does not change, because the cut flowers
 * and the delivery cannot be undone. Staff add flowers that can still be sold to the stock themselves.
 * - If no payment was captured, the payments and the order are canceled, and the uses of promotions are given back.
 * - Otherwise the order stays open and shows the amount to refund. Staff refund it in Medusa's admin.
 */
export const finishReturnWorkflow = createWorkflow("finish-return", (input: WorkflowData<FinishInput>) => {
  const orderId = transform({ input }, ({ input }) => input.order_id)
  const by = transform({ input }, ({ input }) => input.by)
  const fulfillment = fulfillOrderWorkflow.runAsStep({ input: { order_id: orderId, created_by: by } })
  const order = readOrder(orderId, "read-order")
  const begun = when("nothing-is-returned", { order }, ({ order }) => !isReturned(order)).then(() =>
    createAndCompleteReturnOrderWorkflow.runAsStep({
      input: transform({ order, fulfillment, by }, ({ order, fulfillment, by }) => ({
        order_id: order.id,
        items: order.items.map(({ id, quantity }) => ({ id, quantity })),
        return_shipping: { option_id: shippingOptionOf(order) ?? "", price: 0 },
        location_id: fulfillment.location_id,
        // This option receives all lines of an order, also those of its first delivery.
        receive_now: !order.assignment?.reopened_at,
        created_by: by,
      })),
    }),
  )
  when("a-replacement-is-returned", { order, begun }, ({ order, begun }) =>
    Boolean(begun && order.assignment?.reopened_at),
  ).then(() => {
    receiveReturnStep(
      transform({ order, begun, by }, ({ order, begun, by }) => ({
        order_id: order.id,
        return_id: begun?.id ?? "",
        items: order.items.map(({ id, quantity }) => ({ id, quantity })),
        created_by: by,
      })),
    )
  })

  const unpaid = transform({ order }, ({ order }) => ({
    // The first goods of an order with a replacement are delivered, so that the order is never canceled.
    all:
      !order.assignment?.reopened_at &&
      order.payment_collections.every(({ payments }) => payments.every(({ captured_at: at }) => !at)),
    is_canceled: order.status === "canceled",
    payments: order.payment_collections.flatMap(({ payments }) =>
      payments.flatMap(({ id, canceled_at }) => (canceled_at ? [] : id)),
    ),
    collections: order.payment_collections.map(({ id }) => id),
  }))
  when("nothing-was-paid", { unpaid }, ({ unpaid }) => unpaid.all && !unpaid.is_canceled).then(() => {
    cancelPaymentStep({ paymentIds: unpaid.payments })
    updatePaymentCollectionStep({
      selector: { id: unpaid.collections },
      update: { status: PaymentCollectionStatus.CANCELED },
    })
    cancelOrdersStep({ orderIds: [orderId] })
    emitEventStep({ eventName: OrderWorkflowEvents.CANCELED, data: { id: orderId } })
  })
  when("uses-are-given-back", { unpaid }, ({ unpaid }) => unpaid.all).then(() => {
    returnPromotionsStep({ order_id: orderId })
  })

  return new WorkflowResponse(markFinishedStep(input.assignment_id))
})

/** Records that the order came back and is not delivered again, or that nobody picked it up; see {@link finishReturnWorkflow}. */
export const returnOrderWorkflow = createWorkflow("return-order", (input: WorkflowData<AssignmentInput>) => {
  const checked = beginAction("return", input)
  const moved = moveAssignmentStep(checked)
  finishReturnWorkflow.runAsStep({
    input: transform({ checked }, ({ checked }) => ({
      assignment_id: checked.assignment.id,
      order_id: checked.assignment.order_id,
      by: medusaUser(checked.actor),
    })),
  })
  return new WorkflowResponse(endAction(input, moved))
})
