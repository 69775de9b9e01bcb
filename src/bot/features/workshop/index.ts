import { Composer } from "grammy"
import { ACTIONS, findTransition, type Action } from "../../../modules/workshop/order-transitions"
import { bringWorkCard } from "../../messages/announcements/announcer"
import type { ShopContext } from "../../runtime/context"
import { workshopOf } from "../../ui/workshop"
import { chats } from "../staff/chats"
import { ownerAtFirstWord } from "../staff/owner"
import { openWork, walk } from "./buttons"
import { isAtWork, isReachable, memberOf } from "./member"
import { askFor, isAsking, questions } from "./questions"
import { lateText, retireCopy, takeStep } from "./take-step"
import { workList } from "./work-list"

/** What staff do, in the shop's chats and in private. Who they are is asked of the database at every tap. */
export const workshop = new Composer<ShopContext>()

workshop.use(ownerAtFirstWord)
workshop.use(chats)

const isAction = (value: string): value is Action => (ACTIONS as readonly string[]).includes(value)

/** Steps after which the person is told in private to whom and where it goes. */
const TELLS_IN_PRIVATE: readonly Action[] = ["accept", "take_delivery"]

walk.on(workshop, async (ctx, { action, assignmentId }) => {
  const { t } = ctx
  const member = await memberOf(ctx)
  if (!member) {
    return ctx.answer(t.plain("errors.not_staff"), { alert: true })
  }
  if (!isAction(action)) {
    return ctx.answer(t.plain("common.stale"))
  }
  if (TELLS_IN_PRIVATE.includes(action) && !isReachable(ctx)) {
    return ctx.answer(t.plain("workshop.press_start_first", { bot: ctx.me.username }), { alert: true })
  }
  if (isAsking(action)) {
    return beginAsking(ctx, action, assignmentId)
  }
  const { taken, text } = await takeStep(ctx, member, action, assignmentId)
  await ctx.answer(text, { alert: !taken })
  if (!taken) {
    await retireCopy(ctx)
  }
})

/** Asks only when the step could be taken now; else says why it cannot. */
async function beginAsking(
  ctx: ShopContext,
  action: Parameters<typeof askFor>[1],
  assignmentId: string,
): Promise<void> {
  const member = await memberOf(ctx)
  const [assignment] = await workshopOf(ctx.container).listAssignments({ id: assignmentId }, { take: 1 })
  if (!member || !assignment) {
    return ctx.answer(ctx.t.plain("errors.not_found"), { alert: true })
  }
  const rule = findTransition(assignment, action, member.role, member.id)
  if ("to" in rule) {
    return askFor(ctx, action, assignment)
  }
  const isLate = rule.refusal === "too_late" || rule.refusal === "already_taken"
  const text = isLate
    ? await lateText(ctx, member, action, assignment)
    : ctx.t.plain(`errors.${rule.refusal}`)
  await ctx.answer(text, { alert: true })
  await retireCopy(ctx)
}

openWork.on(workshop, async (ctx, { assignmentId }) => {
  const { t } = ctx
  const member = await memberOf(ctx)
  if (!member || !isAtWork(member)) {
    return ctx.answer(t.plain(member ? "errors.not_allowed" : "errors.not_staff"), { alert: true })
  }
  if (!isReachable(ctx)) {
    return ctx.answer(t.plain("workshop.press_start_first", { bot: ctx.me.username }), { alert: true })
  }
  const isPrivate = ctx.chat?.type === "private"
  const isFound = await bringWorkCard(ctx.container, assignmentId, member)
  if (!isFound) {
    return ctx.answer(t.plain("errors.not_found"), { alert: true })
  }
  return ctx.answer(isPrivate ? undefined : t.plain("workshop.sent_in_private"))
})

workshop.use(workList)
workshop.use(questions)
