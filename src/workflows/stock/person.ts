import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { adminActor, telegramActor } from "../../modules/stock-ledger/stock-cause"
import type { StockActor } from "../../modules/stock-ledger/types"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type { StaffRole } from "../../modules/workshop/order-transitions"
import type WorkshopModuleService from "../../modules/workshop/service"
import { adminRole, userOf, type AdminCaller } from "../staff/admin-role"

/** Who works with the stock: a staff member in Telegram, or a caller of the Admin API. */
export type StockPerson = {
  role: StaffRole
  /** Null for a user of a host store who is no staff member. */
  member_id: string | null
  actor: StockActor
}

const notStaff = () =>
  shopError("not_staff", "Only the shop's staff may do this.", MedusaError.Types.FORBIDDEN)

/** @throws not_staff for somebody who is not an active staff member */
export async function personInTelegram(container: MedusaContainer, telegramId: string): Promise<StockPerson> {
  const member = await container.resolve<WorkshopModuleService>(WORKSHOP_MODULE).findActiveMember(telegramId)
  if (!member) {
    throw notStaff()
  }
  return { role: member.role, member_id: member.id, actor: telegramActor(telegramId) }
}

/** @throws not_staff for a caller without a role */
export async function personInAdmin(container: MedusaContainer, caller: AdminCaller): Promise<StockPerson> {
  const role = await adminRole(container, caller)
  if (!role) {
    throw notStaff()
  }
  const user_id = await userOf(container, caller)
  const [member] = await container
    .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    .listStaffMembers({ user_id }, { take: 1 })
  return { role, member_id: member?.id ?? null, actor: adminActor(caller) }
}

/**
 * Checks the role of who acts.
 *
 * @throws not_allowed
 */
export function checkStockRole({ role }: StockPerson, roles: readonly StaffRole[]): void {
  if (!roles.includes(role)) {
    throw shopError(
      "not_allowed",
      `Your role ${role} does not allow this. It needs one of the roles: ${roles.join(", ")}.`,
      MedusaError.Types.FORBIDDEN,
    )
  }
}
