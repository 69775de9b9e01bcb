import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { paymentsLock } from "./with-payments-lock"
import { changePaymentStep, type ChangePaymentInput } from "./steps/change-payment"

/**
 * Changes the payment method of an order that awaits payment.
 *
 * @throws not_found, too_late, payment_in_progress, provider_unavailable; nothing changes then
 */
export const changeOrderPaymentWorkflow = createWorkflow(
  "change-order-payment",
  (input: WorkflowData<ChangePaymentInput>) => {
    const key = transform({ input }, ({ input }) => paymentsLock(input.order_id))
    acquireLockStep({ key, timeout: 15, retryInterval: 0.1, ttl: 60 })
    const changed = changePaymentStep(input)
    releaseLockStep({ key })
    return new WorkflowResponse(changed)
  },
)
