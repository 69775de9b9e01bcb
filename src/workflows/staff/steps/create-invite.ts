import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import type WorkshopModuleService from "../../../modules/workshop/service"
import type { NewInvite } from "../../../modules/workshop/types"

/** Creates an invite and returns it with its token. The database stores only the token's hash. */
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
