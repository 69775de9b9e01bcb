import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { markRefundsDueStep } from "./steps/mark-refunds-due"

/**
 * Shows staff the money of canceled orders that only they can give back, in the gateway's cabinet. Without
 * `order_ids` it looks at every payment.
 *
 * @returns how many it found
 */
export const markRefundsDueWorkflow = createWorkflow(
  "mark-refunds-due",
  (input: WorkflowData<{ order_ids?: string[] }>) => new WorkflowResponse(markRefundsDueStep(input)),
)
