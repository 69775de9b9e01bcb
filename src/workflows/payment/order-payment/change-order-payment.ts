import {
  acquireLockStep,
  authorizePaymentSessionStep,
  createPaymentSessionsWorkflow,
  releaseLockStep,
  updatePaymentCollectionStep,
} from "@medusajs/medusa/core-flows"
import { PaymentCollectionStatus } from "@medusajs/framework/utils"
import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { offerOrderWorkflow } from "../../assignment/offer-order"
import { attachToOrderStep, checkPaymentChangeStep, type ChangePaymentInput } from "./steps/change-payment"
import { paymentsLock } from "./with-payments-lock"

/**
 * Changes the payment method of an order that awaits payment. If the new method needs no advance payment,
 * offers the order to the florists. Does nothing if the method is unchanged and its amount is right.
 *
 * For a paid order that an edit made more expensive, it creates the payment link for the difference.
 *
 * @throws not_found, too_late, payment_in_progress, provider_unavailable, open_cash_orders, cash_refused,
 * first_order_in_advance, gift_in_advance; nothing changes then
 */
export const changeOrderPaymentWorkflow = createWorkflow(
  "change-order-payment",
  (input: WorkflowData<ChangePaymentInput>) => {
    const key = transform({ input }, ({ input }) => paymentsLock(input.order_id))
    acquireLockStep({ key, timeout: 15, retryInterval: 0.1, ttl: 60 })
    const change = checkPaymentChangeStep(input)

    const payment = when("method-changes", { change }, ({ change }) => change !== null).then(() => {
      const session = createPaymentSessionsWorkflow.runAsStep({
        input: transform({ input, change }, ({ input, change }) => ({
          payment_collection_id: change?.payment_collection_id ?? "",
          provider_id: input.provider_id,
          customer_id: input.customer_id ?? undefined,
          data: { language: change?.language, return_url: change?.return_url },
        })),
      })
      const authorized = authorizePaymentSessionStep({ id: session.id })
      attachToOrderStep({ order_id: input.order_id })
      return authorized
    })
    when("difference-stays-due", { change }, ({ change }) => change?.is_difference ?? false).then(() => {
      // Medusa marks only a collection that is not paid as paid, for example when the difference is paid in cash.
      updatePaymentCollectionStep({
        selector: transform({ change }, ({ change }) => ({ id: change?.payment_collection_id ?? "" })),
        update: { status: PaymentCollectionStatus.NOT_PAID },
      })
    })
    when("no-advance-payment-is-due", { payment }, ({ payment }) => Boolean(payment)).then(() => {
      offerOrderWorkflow.runAsStep({
        input: transform({ change }, ({ change }) => ({
          assignment_id: change?.assignment_id ?? "",
          actor: { type: "system" as const },
        })),
      })
    })

    releaseLockStep({ key })
    return new WorkflowResponse(undefined)
  },
)
