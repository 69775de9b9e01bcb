import { Composer, InlineKeyboard } from "grammy"
import { FAILURES, type Action } from "../../../modules/workshop/order-transitions"
import type { AssignmentRecord } from "../../../modules/workshop/types"
import { failureReason, isFailure } from "../../messages/announcements/reasons"
import type { ShopContext } from "../../runtime/context"
import { expect, expectNothing, isExpecting, onAnswer } from "../../ui/expect"
import { passToShop } from "../../ui/navigation"
import { isCommand } from "../../ui/is-command"
import { show } from "../../ui/screen"
import { escapeHtml } from "../../ui/texts"
import { failBecause, leaveQuestion, openWorkList, readyWithPhoto, readyWithoutPhoto } from "./buttons"
import { questionIn } from "../help/desk"
import { mayUse } from "../owner/access"
import { takeAsProductPhoto } from "../owner/buttons"
import { addGiveBackReasons } from "./confirm"
import { memberOf } from "./member"
import { ordersInWork, showWorkList } from "./work-list"
import { takeStep, type StepDetails } from "./take-step"

const REASON_LENGTH = 500

/** Actions that need a photo or a reason. */
const ASKING = [
  "mark_ready",
  "fail_delivery",
  "return",
  "cancel",
  "give_back",
  "give_back_delivery",
] as const satisfies Action[]
type AskingAction = (typeof ASKING)[number]

export function isAsking(action: Action): action is AskingAction {
  return (ASKING as readonly Action[]).includes(action)
}

/** The questions for a photo or a reason in the private chat, and the handlers of their answers. */
export const questions = new Composer<ShopContext>()

/** Asks for the photo or the reason that an action needs. */
export async function askFor(
  ctx: ShopContext,
  action: AskingAction,
  assignment: AssignmentRecord,
): Promise<void> {
  expect(ctx, `workshop.${action}`, assignment.id)
  await show(ctx, {
    text: questionText(ctx, action, assignment),
    keyboard: questionButtons(ctx, action, assignment),
  })
}

function questionText(
  { t }: ShopContext,
  action: AskingAction,
  { display_id: number }: AssignmentRecord,
): string {
  switch (action) {
    case "mark_ready":
      return t("workshop.ask_photo", { number })
    case "fail_delivery":
      return t("workshop.ask_failure", { number })
    case "return":
      return t("workshop.ask_reason_return", { number })
    case "cancel":
      return t("workshop.ask_reason_cancel", { number })
    case "give_back":
      return t("workshop.ask_reason_give_back", { number })
    case "give_back_delivery":
      return t("workshop.ask_reason_give_back_delivery", { number })
  }
}

function questionButtons(ctx: ShopContext, action: AskingAction, { id }: AssignmentRecord): InlineKeyboard {
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  if (action === "mark_ready") {
    keyboard.text(t.plain("workshop.without_photo"), readyWithoutPhoto.pack({ assignmentId: id })).row()
  }
  if (action === "fail_delivery") {
    for (const failure of FAILURES) {
      keyboard.text(failureReason(t, failure), failBecause.pack({ failure, assignmentId: id })).row()
    }
  }
  if (action === "give_back" || action === "give_back_delivery") {
    addGiveBackReasons(ctx, keyboard, action, id)
  }
  return keyboard.text(t.plain("common.back"), leaveQuestion.pack({}))
}

// Commands are not answers: the handlers of the commands process them.
const privately = new Composer<ShopContext>()
questions.filter((ctx) => ctx.chat?.type === "private" && !isCommand(ctx), privately)

readyWithoutPhoto.on(privately, (ctx, { assignmentId }) => conclude(ctx, "mark_ready", assignmentId))

failBecause.on(privately, async (ctx, { failure, assignmentId }) => {
  if (!isFailure(failure)) {
    return ctx.answer(ctx.t.plain("common.stale"))
  }
  return conclude(ctx, "fail_delivery", assignmentId, {
    failure,
    reason: failureReason(ctx.t, failure),
  })
})

leaveQuestion.on(privately, async (ctx) => {
  expectNothing(ctx)
  const member = await memberOf(ctx)
  return member ? showWorkList(ctx, member) : ctx.answer(ctx.t.plain("errors.not_staff"), { alert: true })
})

onAnswer(privately, "workshop.mark_ready", "message:photo", async (ctx, assignmentId = "") => {
  await conclude(ctx, "mark_ready", assignmentId, { photo_file_id: ctx.message.photo.at(-1)?.file_id })
})

/** Maximum number of orders that a photo without a question can belong to. */
const MOST_ORDERS = 10

// A photo that answers no question, from a florist who makes orders now, is probably a ready bouquet.
privately.on("message:photo").filter(
  (ctx) => !isExpecting(ctx) && ctx.message.reply_to_message === undefined,
  async (ctx, next) => {
    const member = await memberOf(ctx)
    const orders = member ? await ordersInWork(ctx, member, MOST_ORDERS) : []
    if (!orders.length) {
      return next()
    }
    const { t } = ctx
    const { message_id: messageId } = ctx.message
    ctx.session.typed = questionIn(ctx.message)
    const keyboard = new InlineKeyboard()
    for (const { id, label } of orders) {
      keyboard.text(label, readyWithPhoto.pack({ messageId, assignmentId: id })).row()
    }
    if (member && mayUse(member, "photos")) {
      keyboard.text(t.plain("owner.photo_take"), takeAsProductPhoto.pack({ messageId })).row()
    }
    await show(ctx, {
      text: t("workshop.ask_whose_photo"),
      keyboard: keyboard
        .text(t.plain("common.typed_pass"), passToShop.pack({ messageId }))
        .row()
        .text(t.plain("workshop.to_list"), openWorkList.pack({})),
    })
  },
)

readyWithPhoto.on(privately, (ctx, { messageId, assignmentId }) => {
  const { typed } = ctx.session
  return typed?.photo && String(typed.messageId) === messageId
    ? conclude(ctx, "mark_ready", assignmentId, { photo_file_id: typed.photo })
    : ctx.answer(ctx.t.plain("common.stale"))
})

onAnswer(privately, "workshop.mark_ready", "message", async (ctx, assignmentId = "") => {
  expect(ctx, "workshop.mark_ready", assignmentId)
  await show(ctx, {
    text: ctx.t("workshop.ask_photo_again"),
    keyboard: new InlineKeyboard()
      .text(ctx.t.plain("workshop.without_photo"), readyWithoutPhoto.pack({ assignmentId }))
      .row()
      .text(ctx.t.plain("common.back"), leaveQuestion.pack({})),
  })
})

for (const action of ASKING.filter((one) => one !== "mark_ready")) {
  onAnswer(privately, `workshop.${action}`, "message", async (ctx, assignmentId = "") => {
    const reason = ctx.message.text?.trim() ?? ""
    if (!reason || reason.length > REASON_LENGTH) {
      expect(ctx, `workshop.${action}`, assignmentId)
      return show(ctx, {
        text: ctx.t("workshop.ask_reason_again"),
        keyboard: new InlineKeyboard().text(ctx.t.plain("common.back"), leaveQuestion.pack({})),
      })
    }
    return conclude(ctx, action, assignmentId, { reason })
  })
}

/** Takes the action with the given answer, and shows the result or the refusal. */
async function conclude(
  ctx: ShopContext,
  action: AskingAction,
  assignmentId: string,
  details: StepDetails = {},
): Promise<void> {
  expectNothing(ctx)
  const member = await memberOf(ctx)
  if (!member) {
    return ctx.callbackQuery
      ? ctx.answer(ctx.t.plain("errors.not_staff"), { alert: true })
      : show(ctx, { text: ctx.t("errors.not_staff") })
  }
  const { taken, text, number } = await takeStep(ctx, member, action, assignmentId, details)
  const photo = ctx.message?.photo?.at(-1)
  if (taken && number && ctx.message && photo) {
    const { message_id } = ctx.message
    ctx.session.ready_photo = { message_id, file_unique_id: photo.file_unique_id, number }
  }
  await show(ctx, {
    text: escapeHtml(text),
    keyboard: new InlineKeyboard().text(ctx.t.plain("workshop.to_list"), openWorkList.pack({})),
  })
}
