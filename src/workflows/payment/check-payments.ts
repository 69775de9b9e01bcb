import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { checkPaymentsStep } from "./steps/check-payments"

/**
 * The nightly check: what the gateways say of their money, Medusa's payments and what orders say they were paid sum
 * up by gateway and day, or it is said where not.
 */
export const checkPaymentsWorkflow = createWorkflow(
  "check-payments",
  (input: WorkflowData<{ now?: string }>) => new WorkflowResponse(checkPaymentsStep(input)),
)
