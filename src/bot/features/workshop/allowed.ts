import { findTransition, type Action } from "../../../modules/workshop/order-transitions"
import type { AssignmentRecord, StaffMemberRecord } from "../../../modules/workshop/types"
import type { ShopContext } from "../../runtime/context"
import { workshopOf } from "../../ui/workshop"
import { memberOf } from "./member"
import { lateText } from "./take-step"

/** The member and the order of a tap, if the action is allowed now. Otherwise answers why it is not. */
export async function allowedNow(
  ctx: ShopContext,
  action: Action,
  assignmentId: string,
): Promise<{ member: StaffMemberRecord; assignment: AssignmentRecord } | undefined> {
  const member = await memberOf(ctx)
  const [assignment] = await workshopOf(ctx.container).listAssignments({ id: assignmentId }, { take: 1 })
  if (!member || !assignment) {
    await ctx.answer(ctx.t.plain(member ? "errors.not_found" : "errors.not_staff"), { alert: true })
    return undefined
  }
  const rule = findTransition(assignment, action, member.role, member.id)
  if ("to" in rule) {
    return { member, assignment }
  }
  const isLate = rule.refusal === "too_late" || rule.refusal === "already_taken"
  const text = isLate
    ? await lateText(ctx, member, action, assignment)
    : ctx.t.plain(`errors.${rule.refusal}`)
  await ctx.answer(text, { alert: true })
  return undefined
}
