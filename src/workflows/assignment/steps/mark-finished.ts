import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import type WorkshopModuleService from "../../../modules/workshop/service"

/**
 * Records that the Medusa order, its payments, slot and promotions follow the closed assignment. Needs no compensation:
 * that of `moveAssignmentStep` restores this field too.
 */
export const markFinishedStep = createStep("mark-finished", async (assignmentId: string, { container }) => {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const assignment = await workshop.updateAssignments({ id: assignmentId, finished_at: new Date() })
  return new StepResponse(assignment)
})
