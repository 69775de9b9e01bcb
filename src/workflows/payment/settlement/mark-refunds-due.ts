import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { markRefundsDueStep } from "./steps/mark-refunds-due"

/**
 * Flags payments of canceled orders that staff must refund in the gateway's cabinet. Without `order_ids` it
 * checks all payments.
 *
 * @returns the number of newly flagged payments
 */
export const markRefundsDueWorkflow = createWorkflow(
  "mark-refunds-due",
  (input: WorkflowData<{ order_ids?: string[] }>) => new WorkflowResponse(markRefundsDueStep(input)),
)
