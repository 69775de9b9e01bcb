import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { closePagesStep } from "./steps/close-pages"

/** Expires the Checkout Sessions of a finished order. */
export const closeStripePagesWorkflow = createWorkflow(
  "close-stripe-pages",
  (input: WorkflowData<{ order_id: string }>) => new WorkflowResponse(closePagesStep(input)),
)
