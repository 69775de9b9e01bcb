import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { DECIDERS, KEEPERS } from "../../../workflows/stock/record-document"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { refuse } from "../owner/access"
import { memberOf } from "../workshop/member"

type Member = Pick<StaffMemberRecord, "role">

/** Whether the member works with the stock. */
export const isKeeper = ({ role }: Member): boolean => KEEPERS.includes(role)

/** Whether the member decides about the requests of others, and sees costs. */
export const isDecider = ({ role }: Member): boolean => DECIDERS.includes(role)

/** Runs a handler if the sender's role, as the database has it now, works with the stock. Otherwise says why not. */
export function keeping<Context extends ShopContext, Values>(
  handle: (ctx: Context, values: Values, member: StaffMemberRecord) => Promise<unknown>,
) {
  return async (ctx: Context, values: Values): Promise<unknown> => {
    const member = await memberOf(ctx)
    if (member && isKeeper(member)) {
      return handle(ctx, values, member)
    }
    if (ctx.message) {
      expectNothing(ctx)
    }
    return refuse(ctx, member)
  }
}
