import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import {
  resolveUnmatchedPaymentStep,
  type ResolveUnmatchedPaymentInput,
} from "./steps/resolve-unmatched-payment"

/**
 * Someone has looked into a payment that Medusa has captured and the gateway never had, and says what it was.
 *
 * @throws not_found
 */
export const resolveUnmatchedPaymentWorkflow = createWorkflow(
  "resolve-unmatched-payment",
  (input: WorkflowData<ResolveUnmatchedPaymentInput>) =>
    new WorkflowResponse(resolveUnmatchedPaymentStep(input)),
)
