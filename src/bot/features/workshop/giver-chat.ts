import { Composer, InlineKeyboard } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { Message } from "grammy/types"
import type { AssignmentRecord, StaffMemberRecord } from "../../../modules/workshop/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { fromMemberKey, toMemberKey } from "../../messages/support"
import { enqueue } from "../../outbox"
import { readerOf } from "../../outbox/desk"
import { outboxOf } from "../../outbox/outbox"
import type { AccountRecord, ShopContext } from "../../runtime/context"
import { telegramOf } from "../../runtime/telegram"
import { clip } from "../../ui/clip"
import { expect, expectNothing, onAnswer } from "../../ui/expect"
import { isCommand } from "../../ui/is-command"
import { openMenu } from "../../ui/navigation"
import { pictureByFileId } from "../../ui/pictures"
import { show } from "../../ui/screen"
import { textsIn } from "../../ui/texts"
import { workshopOf } from "../../ui/workshop"
import { askShop, questionIn, QUESTION_LENGTH } from "../help/desk"
import { answerMember, leaveQuestion, openWorkList, writeToGiver } from "./buttons"
import { memberOf } from "./member"

const TO_GIVER = "workshop.to_giver"
const TO_MEMBER = "workshop.to_member"

/** Messages of the staff member who holds an order to the person who ordered it. Nobody sees the other's phone. */
export const giverChat = new Composer<ShopContext>()

/** The answers of that person, which go back to this member. */
export const giverAnswers = new Composer<ShopContext>()

/** Whether a member works on an open order, or is responsible for all. */
function holds({ id, role }: StaffMemberRecord, assignment: AssignmentRecord): boolean {
  const { closed_at, florist_id, courier_id } = assignment
  return !closed_at && (role === "owner" || role === "manager" || florist_id === id || courier_id === id)
}

const assignmentById = async (
  { container }: ShopContext,
  id: string,
): Promise<AssignmentRecord | undefined> =>
  (await workshopOf(container).listAssignments({ id }, { take: 1 })).at(0)

/** The account of the person who ordered; undefined for an order that did not come through Telegram. */
export async function giverAccount(
  container: MedusaContainer,
  orderId: string,
): Promise<AccountRecord | undefined> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: ["customer_id"], filters: { id: orderId } })
  const customer = data.at(0)?.customer_id
  return customer
    ? (await telegramOf(container).listAccounts({ customer_id: customer }, { take: 1 })).at(0)
    : undefined
}

const privately = giverChat.filter(({ chat }) => chat?.type === "private")
const written = privately.filter((ctx) => !isCommand(ctx))

writeToGiver.on(privately, async (ctx, { assignmentId }) => {
  const { t } = ctx
  const member = await memberOf(ctx)
  const assignment = await assignmentById(ctx, assignmentId)
  if (!member || !assignment || !holds(member, assignment)) {
    return ctx.answer(t.plain(member ? "errors.not_yours" : "errors.not_staff"), { alert: true })
  }
  const giver = await giverAccount(ctx.container, assignment.order_id)
  if (!giver || giver.blocked_at) {
    return ctx.answer(t.plain("workshop.giver_unreachable"), { alert: true })
  }
  return askWords(ctx, assignment)
})

async function askWords(ctx: ShopContext, { id, display_id: number }: AssignmentRecord): Promise<void> {
  expect(ctx, TO_GIVER, id)
  await show(ctx, {
    text: ctx.t("workshop.ask_to_giver", { number, count: QUESTION_LENGTH }),
    keyboard: new InlineKeyboard().text(ctx.t.plain("common.back"), leaveQuestion.pack({})),
  })
}

onAnswer(written, TO_GIVER, "message", async (ctx, assignmentId = "") => {
  const assignment = await assignmentById(ctx, assignmentId)
  return assignment && isTooLong(ctx.message)
    ? askWords(ctx, assignment)
    : sendToGiver(ctx, assignment, ctx.message)
})

// A reply to an answer of the giver.
written.on("message").filter(
  ({ me, message }) => message.reply_to_message?.from?.id === me.id,
  async (ctx, next) => {
    const key = await repliedKey(ctx, "tomember:")
    return key ? sendToGiver(ctx, await assignmentById(ctx, key[3]), ctx.message) : next()
  },
)

async function sendToGiver(
  ctx: ShopContext,
  assignment: AssignmentRecord | undefined,
  message: Message,
): Promise<void> {
  expectNothing(ctx)
  const { t, container } = ctx
  const member = await memberOf(ctx)
  if (!member || !assignment || !holds(member, assignment) || isTooLong(message)) {
    return done(ctx, t(member && assignment ? "workshop.not_sent_to_giver" : "errors.not_staff"))
  }
  const giver = await giverAccount(container, assignment.order_id)
  if (!giver || giver.blocked_at) {
    return done(ctx, t("workshop.giver_unreachable"))
  }
  const theirs = textsIn(giver.language)
  const { text, photo, messageId } = questionIn(message)
  await enqueue(container, [
    {
      key: fromMemberKey(member.telegram_id, messageId, assignment.id),
      chatId: giver.telegram_id,
      orderId: assignment.order_id,
      screen: {
        text: theirs("workshop.from_member", {
          name: clip(member.name, 60),
          number: assignment.display_id,
          text: text ?? "",
        }),
        photo: photo ? pictureByFileId(photo) : undefined,
        keyboard: new InlineKeyboard().text(
          theirs.plain("workshop.answer_member"),
          answerMember.pack({ assignmentId: assignment.id, memberId: member.telegram_id }),
        ),
      },
    },
  ])
  return done(ctx, t("workshop.sent_to_giver"))
}

const isTooLong = ({ text, caption, photo }: Message): boolean =>
  (!text && !photo) || (text ?? caption ?? "").length > QUESTION_LENGTH

const done = (ctx: ShopContext, text: string): Promise<void> =>
  show(ctx, {
    text,
    keyboard: new InlineKeyboard().text(ctx.t.plain("workshop.to_list"), openWorkList.pack({})),
  })

/** The parts of the outbox key of the message that the sender replies to, if it begins with `kind`. */
async function repliedKey(
  { container, account, message }: ShopContext,
  kind: "tomember:" | "togiver:",
): Promise<string[] | undefined> {
  const [row] = await outboxOf(container).listMessages(
    {
      chat_id: account.telegram_id,
      message_id: String(message?.reply_to_message?.message_id),
      key: { $like: `${kind}%` },
    },
    { select: ["key"], take: 1 },
  )
  return row?.key.split(":")
}

const answers = giverAnswers.filter((ctx) => !isCommand(ctx))

// Only a button below a message of this member leads here, but the data of a button can be forged.
answerMember.on(giverAnswers, async (ctx, { assignmentId, memberId }) => {
  if (!(await hasWritten(ctx, memberId, assignmentId))) {
    return ctx.answer(ctx.t.plain("common.stale"), { alert: true })
  }
  expect(ctx, TO_MEMBER, `${assignmentId}:${memberId}`)
  return show(ctx, {
    text: ctx.t("workshop.ask_answer", { count: QUESTION_LENGTH }),
    keyboard: new InlineKeyboard().text(ctx.t.plain("common.to_menu"), openMenu.pack({})),
  })
})

/** Whether a member has written to the sender about an order. */
async function hasWritten({ container, account }: ShopContext, memberId: string, assignmentId: string) {
  const rows = await outboxOf(container).listMessages(
    { chat_id: account.telegram_id, key: { $like: `${fromMemberKey(memberId, "%", assignmentId)}` } },
    { select: ["id"], take: 1 },
  )
  return rows.length > 0
}

onAnswer(answers, TO_MEMBER, "message", async (ctx, about = "") => {
  const [assignmentId, memberId] = about.split(":")
  return sendToMember(ctx, assignmentId, memberId)
})

answers.on("message").filter(
  ({ me, message }) => message.reply_to_message?.from?.id === me.id,
  async (ctx, next) => {
    const key = await repliedKey(ctx, "togiver:")
    return key ? sendToMember(ctx, key[3], key[1]) : next()
  },
)

/** Sends an answer to the member who wrote, or to the shop when the order or the member's work has ended. */
async function sendToMember(
  ctx: ShopContext & { message: Message },
  assignmentId: string,
  memberTelegramId: string,
): Promise<void> {
  const { t, container, message } = ctx
  if (isTooLong(message)) {
    await ctx.reply(t("workshop.ask_answer", { count: QUESTION_LENGTH }))
    return
  }
  expectNothing(ctx)
  const member = await workshopOf(container).findActiveMember(memberTelegramId)
  const assignment = await assignmentById(ctx, assignmentId)
  const answer = questionIn(message)
  if (!member || !assignment || !holds(member, assignment)) {
    const isAsked = await askShop(ctx, answer)
    return thank(ctx, t(isAsked ? "help.sent" : "help.no_desk"))
  }
  const reader = await readerOf(container, member)
  await enqueue(container, [
    {
      key: toMemberKey(ctx.account.telegram_id, answer.messageId, assignmentId),
      chatId: reader.chatId,
      orderId: assignment.order_id,
      screen: {
        text: reader.t("workshop.from_giver", {
          number: assignment.display_id,
          text: answer.text ?? "",
        }),
        photo: answer.photo ? pictureByFileId(answer.photo) : undefined,
        keyboard: new InlineKeyboard().text(
          reader.t.plain("workshop.write_to_giver"),
          writeToGiver.pack({ assignmentId }),
        ),
      },
    },
  ])
  return thank(ctx, t("workshop.answer_sent"))
}

const thank = (ctx: ShopContext, text: string): Promise<void> =>
  show(ctx, { text, keyboard: new InlineKeyboard().text(ctx.t.plain("common.to_menu"), openMenu.pack({})) })
