import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import type WorkshopModuleService from "../../../modules/workshop/service"
import type { MemberChange } from "../../../modules/workshop/types"
import { rolesChanged } from "../admin-role"

/**
 * Checks that the admin user exists and is not linked to another staff member.
 *
 * @throws not_found, user_taken
 */
async function checkUser(container: MedusaContainer, { id, user_id: userId }: MemberChange): Promise<void> {
  if (!userId) {
    return
  }
  const [user] = await container.resolve(Modules.USER).listUsers({ id: userId }, { take: 1 })
  if (!user) {
    throw shopError("not_found", "There is no such admin user.", MedusaError.Types.NOT_FOUND)
  }
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const [holder] = await workshop.listStaffMembers({ user_id: userId, id: { $ne: id } }, { take: 1 })
  if (holder) {
    throw shopError("user_taken", "This admin user is already linked to another staff member.")
  }
}

/**
 * Changes a staff member. The last active owner must stay an active owner.
 *
 * @throws not_found, user_taken, last_owner
 */
export const changeMemberStep = createStep(
  "change-member",
  async (input: MemberChange, { container }) => {
    const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    const [before] = await workshop.listStaffMembers({ id: input.id })
    if (!before) {
      throw shopError("not_found", "There is no such staff member.", MedusaError.Types.NOT_FOUND)
    }
    await checkUser(container, input)
    const member = await workshop.changeMember(input)
    if (!member) {
      throw shopError(
        "last_owner",
        "The shop must keep an owner who can log in to the admin: make another person with a login an owner first.",
      )
    }
    await rolesChanged(container)
    const { id, role, active, name, language, user_id } = before
    return new StepResponse(member, { id, role, active, name, language, user_id })
  },
  async (before, { container }) => {
    if (before) {
      await container.resolve<WorkshopModuleService>(WORKSHOP_MODULE).updateStaffMembers(before)
    }
  },
)
