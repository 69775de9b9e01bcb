import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type { StaffRole } from "../../modules/workshop/order-transitions"
import type WorkshopModuleService from "../../modules/workshop/service"

/** The caller of the Admin API: a user, or a secret API key. */
export type AdminCaller = { type: string; id: string }

/** Returns the caller's user. A secret API key has the rights of the user who created it. */
async function userOf(container: MedusaContainer, { type, id }: AdminCaller): Promise<string | undefined> {
  if (type !== "api-key") {
    return id
  }
  const [key] = await container.resolve(Modules.API_KEY).listApiKeys({ id }, { take: 1 })
  return key?.created_by
}

/**
 * Returns the role of a caller of Medusa's admin: the role of the active staff member linked to the user.
 * Medusa itself has no roles. While no owner is linked to a user, each user without a staff member has the
 * role `owner`.
 *
 * @returns undefined if the user has no role
 */
export async function adminRole(
  container: MedusaContainer,
  caller: AdminCaller,
): Promise<StaffRole | undefined> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const userId = await userOf(container, caller)
  if (!userId) {
    return undefined
  }
  const [member] = await workshop.listStaffMembers({ user_id: userId }, { take: 1 })
  if (member) {
    return member.active ? member.role : undefined
  }
  const [owner] = await workshop.listStaffMembers(
    { role: "owner", active: true, user_id: { $ne: null } },
    { take: 1 },
  )
  return owner ? undefined : "owner"
}
