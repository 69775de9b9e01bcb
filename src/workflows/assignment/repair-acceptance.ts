import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { fulfillOrderWorkflow } from "./fulfill-order"
import { recordFulfillmentStep } from "./steps/record-fulfillment"
import { refuse } from "./steps/refuse"

/**
 * Checks that the order is accepted and has no fulfilment: another process may have repaired it just now.
 * Writes nothing.
 */
const checkHalfAcceptedStep = createStep("check-half-accepted", async (id: string, { container }) => {
  const assignment = await container.resolve<WorkshopModuleService>(WORKSHOP_MODULE).retrieveAssignment(id)
  if (assignment.status !== "accepted" || assignment.fulfillment_id) {
    throw refuse("too_late")
  }
  return new StepResponse(assignment.order_id)
})

/**
 * Completes an acceptance that a process crash interrupted: writes the flowers of the accepted order off the
 * stock.
 *
 * @throws out_of_stock, partly_fulfilled; too_late if the order needs no repair
 */
export const repairAcceptanceWorkflow = createWorkflow(
  "repair-acceptance",
  (input: WorkflowData<{ assignment_id: string }>) => {
    const key = transform({ input }, ({ input }) => `assignment:${input.assignment_id}`)
    acquireLockStep({ key, timeout: 15, retryInterval: 0.05, ttl: 60 })
    const orderId = checkHalfAcceptedStep(input.assignment_id)
    const fulfillment = fulfillOrderWorkflow.runAsStep({
      input: transform({ orderId }, ({ orderId }) => ({ order_id: orderId })),
    })
    const assignment = recordFulfillmentStep({
      assignment_id: input.assignment_id,
      fulfillment_id: fulfillment.id,
    })
    releaseLockStep({ key })
    return new WorkflowResponse(assignment)
  },
)
