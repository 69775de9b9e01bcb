import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { askStripeStep, type AskStripeInput } from "./steps/ask-stripe"

/**
 * Finishes unfinished work with Stripe: missing pages, unprocessed events, payments without events, due
 * refunds, and open pages of finished orders.
 */
export const askStripeWorkflow = createWorkflow(
  "ask-stripe",
  (input: WorkflowData<AskStripeInput>) => new WorkflowResponse(askStripeStep(input)),
)
