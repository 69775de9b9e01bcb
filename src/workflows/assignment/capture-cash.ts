import { capturePaymentWorkflow } from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { CASH_PROVIDER } from "../../lib/shop"
import { collectDueWorkflow } from "../order-edits/collect-due"
import { readOrder } from "./steps/order-in-workshop"

/**
 * Captures the cash payment of an order, and records what an edit left to pay as paid in cash. Each part does nothing if it
 * is already done.
 */
export const captureCashWorkflow = createWorkflow(
  "capture-cash",
  (input: WorkflowData<{ order_id: string; by?: string }>) => {
    const orderId = transform({ input }, ({ input }) => input.order_id)
    const order = readOrder(orderId, "read-order-to-pay")
    const cash = transform({ order }, ({ order }) =>
      order.payment_collections
        .flatMap(({ payments }) => payments)
        .find(
          (payment) => payment.provider_id === CASH_PROVIDER && !payment.captured_at && !payment.canceled_at,
        ),
    )
    when("cash-is-due", { cash }, ({ cash }) => Boolean(cash)).then(() => {
      capturePaymentWorkflow.runAsStep({
        input: transform({ cash, input }, ({ cash, input }) => ({
          payment_id: cash?.id ?? "",
          captured_by: input.by,
        })),
      })
    })
    collectDueWorkflow.runAsStep({
      input: transform({ input }, ({ input }) => ({ order_id: input.order_id, captured_by: input.by })),
    })
    return new WorkflowResponse(order)
  },
)
