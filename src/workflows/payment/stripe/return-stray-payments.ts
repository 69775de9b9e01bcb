import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { returnStrayStep, type StrayInput } from "./steps/return-stray"

/**
 * Refunds Stripe payments of orders that cannot accept them (canceled, already paid, changed). Without an input
 * it checks all such payments.
 *
 * @returns the number of failed refunds
 */
export const returnStrayPaymentsWorkflow = createWorkflow(
  "return-stray-payments",
  (input: WorkflowData<StrayInput>) => new WorkflowResponse(returnStrayStep(input)),
)
