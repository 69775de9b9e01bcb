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
import { isInWork } from "../../modules/workshop/order-transitions"
import type WorkshopModuleService from "../../modules/workshop/service"
import { refuseOpenChange } from "../order-edits/open-change"
import { fulfillOrderWorkflow } from "./fulfill-order"
import { recordFulfillmentStep } from "./steps/record-fulfillment"
import { refuse } from "./steps/refuse"

/**
 * Checks that a florist has the order and that it has no fulfillment: another process may have repaired it just now.
 * Writes nothing.
 *
 * @throws too_late, order_being_changed
 */
const checkHalfAcceptedStep = createStep("check-half-accepted", async (id: string, { container }) => {
  const assignment = await container.resolve<WorkshopModuleService>(WORKSHOP_MODULE).retrieveAssignment(id)
  if (!isInWork(assignment) || assignment.fulfillment_id) {
    throw refuse("too_late")
  }
  await refuseOpenChange(container, assignment.order_id)
  return new StepResponse(assignment.order_id)
})

/**
 * Completes an acceptance that a process crash interrupted, or the edit of an accepted order: writes the flowers of the
 * order off the stock.
 *
 * @throws out_of_stock, partly_fulfilled; order_being_changed while an edit is open; too_late if the order needs no repair
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
