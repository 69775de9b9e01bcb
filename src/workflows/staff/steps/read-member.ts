import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import type WorkshopModuleService from "../../../modules/workshop/service"
import { rightsOf } from "../rights"

/** Reads the rights of a staff member before a change; null if there is none. */
export const readMemberStep = createStep("read-member", async (id: string, { container }) => {
  const [member] = await container
    .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    .listStaffMembers({ id }, { take: 1 })
  return new StepResponse(member ? rightsOf(member) : null)
})
