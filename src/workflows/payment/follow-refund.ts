import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { followRefundStep, type FollowRefundInput } from "./steps/follow-refund"

/** Money that Medusa's provider has given back by itself: the gateway's record, and the order, follow. */
export const followRefundWorkflow = createWorkflow(
  "follow-refund",
  (input: WorkflowData<FollowRefundInput>) => new WorkflowResponse(followRefundStep(input)),
)
