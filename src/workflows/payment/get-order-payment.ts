import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { describePaymentStep } from "./steps/describe-payment"

/**
 * Tells where an order is paid and how its payment stands.
 *
 * @throws not_found
 */
export const getOrderPaymentWorkflow = createWorkflow(
  "get-order-payment",
  (input: WorkflowData<{ order_id: string }>) => new WorkflowResponse(describePaymentStep(input)),
)
