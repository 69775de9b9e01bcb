import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import type { Language } from "../../../lib/shop"
import type { StaffRole } from "../../../modules/workshop/order-transitions"
import type WorkshopModuleService from "../../../modules/workshop/service"
import { rolesChanged } from "../admin-role"

export type NewMember = { telegram_id: string; name: string; role: StaffRole; language: Language }

/**
 * Makes a Telegram user a staff member.
 *
 * @throws already_staff
 */
export const hireMemberStep = createStep(
  "hire-member",
  async (input: NewMember, { container }) => {
    const member = await container.resolve<WorkshopModuleService>(WORKSHOP_MODULE).hireMember(input)
    if (!member) {
      throw shopError("already_staff", "This person is already a staff member.")
    }
    await rolesChanged(container)
    return new StepResponse(member, member.id)
  },
  async (id, { container }) => {
    if (id) {
      await container
        .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
        .updateStaffMembers({ id, active: false })
    }
  },
)
