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
 * Stores an event before Stripe gets its answer. An event of the bus, or the next sweep, processes it
 * afterwards.
 *
 * @returns the stored event, and whether it is new
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
