import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../errors"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import type { Language } from "../../../modules/workshop/language"
import type { StaffRole } from "../../../modules/workshop/order-way"
import type WorkshopModuleService from "../../../modules/workshop/service"

export type ChangeMemberInput = {
  id: string
  role?: StaffRole
  active?: boolean
  name?: string
  language?: Language
}

/** Changes a staff member, but never leaves the shop without an owner. */
export const changeMemberStep = createStep(
  "change-member",
  async (input: ChangeMemberInput, { container }) => {
    const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    const [before] = await workshop.listStaffMembers({ id: input.id })
    if (!before) {
      throw shopError("not_found", "There is no such staff member.", MedusaError.Types.NOT_FOUND)
    }
    const member = await workshop.changeMember(input)
    if (!member) {
      throw shopError("last_owner", "The shop must keep an owner: make someone else an owner first.")
    }
    const { id, role, active, name, language } = before
    return new StepResponse(member, { id, role, active, name, language })
  },
  async (before, { container }) => {
    if (before) {
      await container.resolve<WorkshopModuleService>(WORKSHOP_MODULE).updateStaffMembers(before)
    }
  },
)
