import type { StaffRole } from "../../../modules/workshop/order-transitions"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import type { ShopContext } from "../../runtime/context"
import { workshopOf } from "../../ui/workshop"

/** Roles that take part in an order's way. */
const AT_WORK: readonly StaffRole[] = ["owner", "manager", "florist", "courier"]

/** The staff member who writes or taps; undefined for everyone else. Asked of the database each time. */
export async function memberOf(ctx: ShopContext): Promise<StaffMemberRecord | undefined> {
  return workshopOf(ctx.container).findActiveMember(ctx.account.telegram_id)
}

/** Whether the member has orders to work on. */
export function isAtWork({ role }: StaffMemberRecord): boolean {
  return AT_WORK.includes(role)
}

/** Whether the bot can write to the person in private: they pressed Start, and have not blocked it since. */
export function isReachable({ account }: ShopContext): boolean {
  return account.language !== null && account.blocked_at === null
}
