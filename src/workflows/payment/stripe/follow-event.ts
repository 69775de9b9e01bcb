import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { followEventStep } from "./steps/follow-event"

/**
 * Processes a stored Stripe event. Idempotent; a failure is stored, and the sweep retries it.
 *
 * @returns whether the event is processed
 */
export const followStripeEventWorkflow = createWorkflow(
  "follow-stripe-event",
  (input: WorkflowData<{ event_id: string }>) => new WorkflowResponse(followEventStep(input)),
)
