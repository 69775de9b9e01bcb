import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { closePagesStep } from "./steps/close-pages"

/** An order is over: nobody is to pay for it on Stripe's page any more. */
export const closeStripePagesWorkflow = createWorkflow(
  "close-stripe-pages",
  (input: WorkflowData<{ order_id: string }>) => new WorkflowResponse(closePagesStep(input)),
)
