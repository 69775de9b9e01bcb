import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { followRefundStep, type FollowRefundInput } from "./steps/follow-refund"

/** Updates the gateway transaction and the order after the provider has refunded a payment. */
export const followRefundWorkflow = createWorkflow(
  "follow-refund",
  (input: WorkflowData<FollowRefundInput>) => new WorkflowResponse(followRefundStep(input)),
)
