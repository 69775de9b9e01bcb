import { Composer, InlineKeyboard } from "grammy"
import { ACTIONS, type Action } from "../../../modules/workshop/order-transitions"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { resendWorkCard, textsOfWork } from "../../messages/announcements/announcer"
import type { ShopContext } from "../../runtime/context"
import { chats } from "../staff/chats"
import { ownerAtFirstWord } from "../staff/owner"
import { show } from "../../ui/screen"
import { openWork, openWorkList, showTexts, takeAction } from "./buttons"
import { doorPhoto } from "./door-photo"
import { confirmations, CONFIRMED, confirmFirst } from "./confirm"
import { allowedNow } from "./allowed"
import { cash } from "./cash"
import { giverChat } from "./giver-chat"
import { isAtWork, isReachable, memberOf } from "./member"
import { ownDay } from "./own-day"
import { askFor, isAsking, questions } from "./questions"
import { route } from "./route"
import { substitution } from "./substitution"
import { retireCopy, takeStep } from "./take-step"
import { workList } from "./work-list"

/**
 * Work on orders, in the shop's chats and in private. Each tap reads the staff member from the database, so
 * that a deactivation applies at once.
 */
export const workshop = new Composer<ShopContext>()

workshop.use(ownerAtFirstWord)
workshop.use(chats)

const isAction = (value: string): value is Action => (ACTIONS as readonly string[]).includes(value)

/** Actions after which the bot sends the member a private message with recipient and address. */
const SENDS_PRIVATE_CARD: readonly Action[] = ["accept", "take_delivery"]

takeAction.on(workshop, async (ctx, { action, assignmentId }) => {
  const { t } = ctx
  const member = await memberOf(ctx)
  if (!member) {
    return ctx.answer(t.plain("errors.not_staff"), { alert: true })
  }
  if (!isAction(action)) {
    return ctx.answer(t.plain("common.stale"))
  }
  if (SENDS_PRIVATE_CARD.includes(action) && !isReachable(ctx)) {
    return ctx.answer(t.plain("workshop.press_start_first", { bot: ctx.me.username }), { alert: true })
  }
  if (isAsking(action) || CONFIRMED.includes(action)) {
    return beginAsking(ctx, action, assignmentId)
  }
  return take(ctx, member, action, assignmentId)
})

async function take(
  ctx: ShopContext,
  member: StaffMemberRecord,
  action: Action,
  assignmentId: string,
): Promise<void> {
  const { taken, text } = await takeStep(ctx, member, action, assignmentId)
  await ctx.answer(text, { alert: !taken })
  if (!taken) {
    await retireCopy(ctx)
  }
}

/** Asks the action's question if the action is allowed now, or takes it without one; otherwise says why it is not. */
async function beginAsking(ctx: ShopContext, action: Action, assignmentId: string): Promise<void> {
  const found = await allowedNow(ctx, action, assignmentId)
  if (!found) {
    return retireCopy(ctx)
  }
  const { member, assignment } = found
  if (isAsking(action)) {
    return askFor(ctx, action, assignment)
  }
  return (await confirmFirst(ctx, member, action, assignment))
    ? undefined
    : take(ctx, member, action, assignmentId)
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
  const isFound = await resendWorkCard(ctx.container, assignmentId, member)
  if (!isFound) {
    return ctx.answer(t.plain("errors.not_found"), { alert: true })
  }
  return ctx.answer(isPrivate ? undefined : t.plain("workshop.sent_in_private"))
})

showTexts.on(workshop, async (ctx, { assignmentId }) => {
  const member = await memberOf(ctx)
  if (!member || ctx.chat?.type !== "private") {
    return ctx.answer(ctx.t.plain("errors.not_staff"), { alert: true })
  }
  const text = await textsOfWork(ctx.container, assignmentId, member)
  return text
    ? show(ctx, {
        text,
        keyboard: new InlineKeyboard().text(ctx.t.plain("workshop.to_list"), openWorkList.pack({})),
      })
    : ctx.answer(ctx.t.plain("errors.not_yours"), { alert: true })
})

workshop.use(workList)
workshop.use(ownDay)
workshop.use(route)
workshop.use(cash)
workshop.use(confirmations)
workshop.use(doorPhoto)
workshop.use(giverChat)
workshop.use(substitution)
workshop.use(questions)
