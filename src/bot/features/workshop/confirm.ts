import { Composer, InlineKeyboard } from "grammy"
import { fromMinorUnits } from "../../../lib/money"
import type { Action } from "../../../modules/workshop/order-transitions"
import type { AssignmentRecord, StaffMemberRecord } from "../../../modules/workshop/types"
import { cashToTake, confirmHandOver, undoHandOver } from "../../../workflows/assignment/hand-over"
import { deliveryOf } from "../../../workflows/delivery/of-order"
import { settingsOf } from "../../../workflows/settings"
import { slotText } from "../../messages/announcements/describe"
import { giveBackReason, GIVE_BACK_REASONS, isGiveBackReason } from "../../messages/announcements/reasons"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { show } from "../../ui/screen"
import { escapeHtml, money } from "../../ui/texts"
import { dayOf } from "../../ui/when"
import {
  cashTaken,
  giveBackBecause,
  leaveNow,
  leaveQuestion,
  openWorkList,
  undoDelivery,
  type GivingBack,
} from "./buttons"
import { allowedNow } from "./allowed"
import { askDoorPhoto, doorPhotoQuestion, withoutDoorPhoto } from "./door-photo"
import { memberOf } from "./member"
import { takeStep, type StepDetails } from "./take-step"

/** Steps that ask for a tap first, in some cases. */
export const CONFIRMED: readonly Action[] = ["pick_up", "deliver"]

/** Questions that a tap answers, and the handlers of the taps. */
export const confirmations = new Composer<ShopContext>()

/**
 * Asks before a step that is probably a mistake or that takes money: a departure before the day of the slot, a hand-over.
 *
 * @returns false when the step needs no question
 */
export async function confirmFirst(
  ctx: ShopContext,
  member: StaffMemberRecord,
  action: Action,
  assignment: AssignmentRecord,
): Promise<boolean> {
  if (action === "deliver") {
    await askForCash(ctx, member, assignment)
    return true
  }
  return action === "pick_up" && askAboutDay(ctx, assignment)
}

async function askAboutDay(ctx: ShopContext, assignment: AssignmentRecord): Promise<boolean> {
  const delivery = await deliveryOf(ctx.container, assignment.order_id)
  if (!delivery?.starts_at || dayOf(delivery.starts_at) <= dayOf()) {
    return false
  }
  const { t } = ctx
  await show(ctx, {
    text: t("workshop.ask_leave_early", { number: assignment.display_id, slot: slotText(t, delivery) }),
    keyboard: new InlineKeyboard()
      .text(t.plain("common.back"), leaveQuestion.pack({}))
      .row()
      .text(t.plain("workshop.leave_now"), leaveNow.pack({ assignmentId: assignment.id })),
  })
  return true
}

/** Asks for the cash with its amount on the button. A paid order needs no question. */
async function askForCash(
  ctx: ShopContext,
  member: StaffMemberRecord,
  assignment: AssignmentRecord,
): Promise<void> {
  const { t } = ctx
  const { cash, due, currency } = await cashToTake(ctx.container, assignment.order_id)
  if (assignment.confirmed_at || cash === 0) {
    return handOver(ctx, member, assignment, cash)
  }
  const amount = money(t, due, currency)
  await show(ctx, {
    text: t("workshop.ask_cash", { number: assignment.display_id, amount }),
    keyboard: new InlineKeyboard()
      .text(
        t.plain("workshop.cash_taken", { amount }),
        cashTaken.pack({ amount: cash, assignmentId: assignment.id }),
      )
      .success()
      .row()
      .text(t.plain("common.back"), leaveQuestion.pack({})),
  })
}

/** Records the hand-over: at once, or after the time in which the member can undo it. */
async function handOver(
  ctx: ShopContext,
  member: StaffMemberRecord,
  assignment: AssignmentRecord,
  cash: number,
): Promise<void> {
  const { t } = ctx
  const seconds = settingsOf(ctx.container).undoSeconds
  if (seconds === 0) {
    return conclude(ctx, member, "deliver", assignment.id)
  }
  await confirmHandOver(ctx.container, assignment, member, cash)
  const keyboard = new InlineKeyboard()
    .text(t.plain("workshop.undo"), undoDelivery.pack({ assignmentId: assignment.id }))
    .row()
  const photo = await doorPhotoQuestion(ctx, assignment.id, member)
  if (photo) {
    keyboard.text(t.plain("workshop.without_photo"), withoutDoorPhoto.pack({})).row()
  }
  await show(ctx, {
    text: [t("workshop.handed_over", { number: assignment.display_id, seconds }), photo]
      .filter(Boolean)
      .join("\n\n"),
    keyboard: keyboard.text(t.plain("workshop.to_list"), openWorkList.pack({})),
  })
}

/** Takes the step, and shows the result or the refusal. */
async function conclude(
  ctx: ShopContext,
  member: StaffMemberRecord,
  action: Action,
  assignmentId: string,
  details: StepDetails = {},
): Promise<void> {
  expectNothing(ctx)
  const { text, assignment } = await takeStep(ctx, member, action, assignmentId, details)
  const photo =
    assignment && action === "deliver" ? await doorPhotoQuestion(ctx, assignmentId, member) : undefined
  return photo ? askDoorPhoto(ctx, `${escapeHtml(text)}\n\n${photo}`) : showResult(ctx, text)
}

async function showResult(ctx: ShopContext, text: string): Promise<void> {
  await show(ctx, {
    text: escapeHtml(text),
    keyboard: new InlineKeyboard().text(ctx.t.plain("workshop.to_list"), openWorkList.pack({})),
  })
}

const privately = new Composer<ShopContext>()
confirmations.filter((ctx) => ctx.chat?.type === "private", privately)

leaveNow.on(privately, async (ctx, { assignmentId }) => {
  const found = await allowedNow(ctx, "pick_up", assignmentId)
  return found && conclude(ctx, found.member, "pick_up", assignmentId)
})

cashTaken.on(privately, async (ctx, { amount, assignmentId }) => {
  const found = await allowedNow(ctx, "deliver", assignmentId)
  if (!found) {
    return
  }
  const { member, assignment } = found
  const { cash, currency } = await cashToTake(ctx.container, assignment.order_id)
  if (String(cash) !== amount && !assignment.confirmed_at) {
    const now = money(ctx.t, fromMinorUnits(cash), currency)
    await ctx.answer(ctx.t.plain("workshop.cash_changed", { amount: now }), { alert: true })
    return askForCash(ctx, member, assignment)
  }
  return handOver(ctx, member, assignment, cash)
})

undoDelivery.on(privately, async (ctx, { assignmentId }) => {
  const member = await memberOf(ctx)
  if (!member) {
    return ctx.answer(ctx.t.plain("errors.not_staff"), { alert: true })
  }
  const isUndone = await undoHandOver(ctx.container, assignmentId, member)
  await showResult(ctx, ctx.t.plain(isUndone ? "workshop.undone" : "workshop.undo_too_late"))
})

giveBackBecause.on(privately, async (ctx, { step, reason, assignmentId }) => {
  const action: GivingBack | undefined =
    step === "o" ? "give_back" : step === "d" ? "give_back_delivery" : undefined
  if (!action || !isGiveBackReason(reason)) {
    return ctx.answer(ctx.t.plain("common.stale"))
  }
  const found = await allowedNow(ctx, action, assignmentId)
  return found && conclude(ctx, found.member, action, assignmentId, { reason: giveBackReason(ctx.t, reason) })
})

/** Adds a button for each common reason to give an order back. */
export function addGiveBackReasons(
  { t }: ShopContext,
  keyboard: InlineKeyboard,
  action: GivingBack,
  assignmentId: string,
): void {
  for (const reason of GIVE_BACK_REASONS[action]) {
    keyboard
      .text(
        giveBackReason(t, reason),
        giveBackBecause.pack({ step: action === "give_back" ? "o" : "d", reason, assignmentId }),
      )
      .row()
  }
}
