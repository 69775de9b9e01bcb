import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import type WorkshopModuleService from "../../../modules/workshop/service"
import type { NewInvite } from "../../../modules/workshop/types"

/** Makes the invite. Its token passes only through here. */
export const createInviteStep = createStep(
  "create-invite",
  async (input: NewInvite, { container }) => {
    const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    const invite = await workshop.createInvite(input)
    return new StepResponse(invite, invite.id)
  },
  async (id, { container }) => {
    if (id) {
      await container.resolve<WorkshopModuleService>(WORKSHOP_MODULE).deleteStaffInvites(id)
    }
  },
)
