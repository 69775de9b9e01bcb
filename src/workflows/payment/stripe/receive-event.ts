import { emitEventStep } from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { GatewayEvents } from "../../../lib/events"
import { storeEventStep, type NewEvent } from "./steps/store-event"

/**
 * Keeps what Stripe tells, before Stripe is answered; what follows from it is done afterwards, at once or by the
 * next sweep.
 *
 * @returns whether it is told for the first time
 */
export const receiveStripeEventWorkflow = createWorkflow(
  "receive-stripe-event",
  (input: WorkflowData<NewEvent>) => {
    const stored = storeEventStep(input)
    when("event-is-to-be-followed", { stored }, ({ stored }) => !stored.is_followed).then(() => {
      const data = transform({ stored }, ({ stored }) => ({ id: stored.id }))
      emitEventStep({ eventName: GatewayEvents.RECEIVED, data })
    })
    return new WorkflowResponse(stored)
  },
)
