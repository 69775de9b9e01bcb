import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import {
  resolveUnmatchedPaymentStep,
  type ResolveUnmatchedPaymentInput,
} from "./steps/resolve-unmatched-payment"

/**
 * Marks an unmatched payment as resolved, with a note.
 *
 * @throws not_found
 */
export const resolveUnmatchedPaymentWorkflow = createWorkflow(
  "resolve-unmatched-payment",
  (input: WorkflowData<ResolveUnmatchedPaymentInput>) =>
    new WorkflowResponse(resolveUnmatchedPaymentStep(input)),
)
