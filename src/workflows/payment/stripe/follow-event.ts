import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { followEventStep } from "./steps/follow-event"

/**
 * Does what follows from something that Stripe told. Done again it does nothing; what fails is noted, and done
 * again by the sweep.
 *
 * @returns whether it is done
 */
export const followStripeEventWorkflow = createWorkflow(
  "follow-stripe-event",
  (input: WorkflowData<{ event_id: string }>) => new WorkflowResponse(followEventStep(input)),
)
