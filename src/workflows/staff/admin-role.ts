import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type { StaffRole } from "../../modules/workshop/order-transitions"
import type WorkshopModuleService from "../../modules/workshop/service"

/** Who asks over the Admin API: a user, or a program with a secret key. */
export type AdminCaller = { type: string; id: string }

/** A secret key may what the one who made it may. */
async function userOf(container: MedusaContainer, { type, id }: AdminCaller): Promise<string | undefined> {
  if (type !== "api-key") {
    return id
  }
  const [key] = await container.resolve(Modules.API_KEY).listApiKeys({ id }, { take: 1 })
  return key?.created_by
}

/**
 * The role of a user of Medusa's admin, where all users are equal: that of the staff member who is this user. While
 * no owner is tied to a user the shop has given out no roles there, and whoever is nobody's user counts as the
 * owner.
 *
 * @returns undefined for a user without a role
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
