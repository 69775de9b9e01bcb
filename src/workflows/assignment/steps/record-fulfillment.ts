import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import type WorkshopModuleService from "../../../modules/workshop/service"

/**
 * Stores the fulfillment's id in the assignment. Needs no compensation: that of `moveAssignmentStep` restores
 * this field too.
 */
export const recordFulfillmentStep = createStep(
  "record-fulfillment",
  async (input: { assignment_id: string; fulfillment_id: string }, { container }) => {
    const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    const assignment = await workshop.updateAssignments({
      id: input.assignment_id,
      fulfillment_id: input.fulfillment_id,
    })
    return new StepResponse(assignment)
  },
)
