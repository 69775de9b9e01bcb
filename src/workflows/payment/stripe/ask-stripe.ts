import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { askStripeStep, type AskStripeInput } from "./steps/ask-stripe"

/**
 * Finishes with Stripe what was left unfinished: pages that could not be made, events that could not be followed,
 * payments of which no event came, money that is to go back, pages of orders that are over.
 */
export const askStripeWorkflow = createWorkflow(
  "ask-stripe",
  (input: WorkflowData<AskStripeInput>) => new WorkflowResponse(askStripeStep(input)),
)
