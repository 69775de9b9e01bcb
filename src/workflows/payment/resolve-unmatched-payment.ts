import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { mendLonePaymentStep, type MendLonePaymentInput } from "./steps/resolve-unmatched-payment"

/**
 * Someone has looked into a payment that Medusa has captured and the gateway never had, and says what it was.
 *
 * @throws not_found
 */
export const mendLonePaymentWorkflow = createWorkflow(
  "mend-lone-payment",
  (input: WorkflowData<MendLonePaymentInput>) => new WorkflowResponse(mendLonePaymentStep(input)),
)
