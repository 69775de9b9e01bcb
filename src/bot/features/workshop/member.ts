import type { StaffRole } from "../../../modules/workshop/order-transitions"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import type { ShopContext } from "../../runtime/context"
import { workshopOf } from "../../ui/workshop"

/** Roles that work on orders. */
const AT_WORK: readonly StaffRole[] = ["owner", "manager", "florist", "courier"]

/** The sender as an active staff member; undefined for everyone else. Reads the database at each call. */
export async function memberOf(ctx: ShopContext): Promise<StaffMemberRecord | undefined> {
  return workshopOf(ctx.container).findActiveMember(ctx.account.telegram_id)
}

/** Whether the member's role works on orders. */
export function isAtWork({ role }: StaffMemberRecord): boolean {
  return AT_WORK.includes(role)
}

/**
 * Whether the bot can write to the sender in private: they have pressed Start and have not blocked the bot.
 */
export function isReachable({ account }: ShopContext): boolean {
  return account.language !== null && account.blocked_at === null
}
