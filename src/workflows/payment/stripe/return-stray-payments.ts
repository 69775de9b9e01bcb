import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { returnStrayStep, type StrayInput } from "./steps/return-stray"

/**
 * Money of Stripe's that came for an order that cannot have it (canceled, paid already, changed) goes back by
 * itself. Without an input every such payment is looked at.
 *
 * @returns how many could not be given back yet
 */
export const returnStrayPaymentsWorkflow = createWorkflow(
  "return-stray-payments",
  (input: WorkflowData<StrayInput>) => new WorkflowResponse(returnStrayStep(input)),
)
