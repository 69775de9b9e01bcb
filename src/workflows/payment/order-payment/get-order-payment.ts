import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { describePaymentStep } from "./steps/describe-payment"

/**
 * Returns the payment status and the checkout URL of an order.
 *
 * @throws not_found
 */
export const getOrderPaymentWorkflow = createWorkflow(
  "get-order-payment",
  (input: WorkflowData<{ order_id: string }>) => new WorkflowResponse(describePaymentStep(input)),
)
