import { Composer } from "grammy"
import type { Message } from "grammy/types"
import { enqueue, enqueueEdit, type EnqueuedMessage } from "../../outbox"
import { outboxOf } from "../../outbox/outbox"
import { answerKey, deskChat, questionKey } from "../../messages/support"
import { addressOf, type ChatAddress } from "../../runtime/chat-address"
import type { ShopContext } from "../../runtime/context"
import { telegramOf } from "../../runtime/telegram"
import { clip } from "../../ui/clip"
import { pictureByFileId } from "../../ui/pictures"
import type { Screen } from "../../ui/screen"
import { textsIn, type Translate } from "../../ui/texts"

/**
 * Maximum length of a question. The question and its heading must fit in a photo caption (1024 characters).
 */
export const QUESTION_LENGTH = 700

/** Window of the rate limits of questions in ms. */
export const QUESTIONS_WITHIN_MS = 10 * 60 * 1000

const screenOf = (text: string, photo: string | undefined): Screen => ({
  text,
  photo: photo ? pictureByFileId(photo) : undefined,
})

export type Question = { text?: string; photo?: string; messageId: number }

/** Whether a question or an answer can be forwarded. The caption of a video or a file says too little without it. */
const isReadable = ({ text, photo }: Message): boolean => Boolean(text ?? photo)

/** The text and the photo of a message. The photo is a file_id. */
export function questionIn({ message_id: messageId, text, caption, photo }: Message): Question {
  return { text: text ?? caption, photo: photo?.at(-1)?.file_id, messageId }
}

function questionScreen({ account }: ShopContext, t: Translate, { text, photo }: Question): Screen {
  const question = t("help.question", {
    name: clip(account.first_name || account.telegram_id, 64),
    // The caption of a further item of an album can be longer.
    text: clip(text ?? "", QUESTION_LENGTH) || t.plain("help.question_photo"),
  })
  return screenOf(question, photo)
}

/**
 * Stores a shopper's question for the shop's chat in the outbox. An update that is handled again stores nothing.
 *
 * @returns false when the shop has no chat for questions
 */
export async function askShop(ctx: ShopContext, question: Question): Promise<boolean> {
  const desk = await deskChat(ctx.container)
  if (!desk) {
    return false
  }
  const key = questionKey(ctx.account.telegram_id, question.messageId)
  const screen = questionScreen(ctx, textsIn(desk.language), question)
  await enqueue(ctx.container, [{ key, chatId: desk.chatId, screen }])
  return true
}

/**
 * Edits a question in the shop's chat after the shopper has edited their message.
 *
 * @returns false when the message is no question to the shop
 */
export async function editQuestion(ctx: ShopContext, edited: Message): Promise<boolean> {
  const question = questionIn(edited)
  const key = questionKey(ctx.account.telegram_id, question.messageId)
  if (!(await findByKey(ctx, key))) {
    return false
  }
  const { t } = ctx
  if (!isReadable(edited)) {
    await ctx.reply(t("help.only_text"))
    return true
  }
  if ((question.text?.length ?? 0) > QUESTION_LENGTH) {
    await ctx.reply(t("help.too_long", { count: QUESTION_LENGTH }))
    return true
  }
  const desk = await deskChat(ctx.container)
  const screen = questionScreen(ctx, textsIn(desk?.language), question)
  if (await enqueueEdit(ctx.container, { key, screen })) {
    await ctx.reply(t("help.edited"))
  }
  return true
}

/**
 * Edits an answer in the shopper's chat after staff have edited their reply to the question.
 *
 * @returns false when the message is no answer to a shopper
 */
export async function editAnswer(ctx: ShopContext, edited: Message): Promise<boolean> {
  const key = answerKey(addressOf(edited), edited.message_id)
  const sent = await findByKey(ctx, key)
  if (!sent) {
    return false
  }
  const shopper = await telegramOf(ctx.container).findAccount(sent.chat_id)
  if (!isReadable(edited)) {
    const text = textsIn((await deskChat(ctx.container))?.language)("help.answer_only_text")
    await enqueue(ctx.container, [
      {
        key: `receipt:${key}:${edited.edit_date}`,
        chatId: addressOf(edited),
        screen: { text },
        replyTo: edited.message_id,
      },
    ])
    return true
  }
  const { text, photo } = questionIn(edited)
  await enqueueEdit(ctx.container, { key, screen: answerScreen(textsIn(shopper?.language), text, photo) })
  return true
}

/** Whether the shopper's message is a reply to an answer of the shop. */
export async function isReplyToAnswer({ account, container, me, message }: ShopContext): Promise<boolean> {
  const replied = message?.reply_to_message
  if (replied?.from?.id !== me.id) {
    return false
  }
  const answers = await outboxOf(container).listMessages(
    { chat_id: account.telegram_id, message_id: String(replied.message_id), key: { $like: "answer:%" } },
    { select: ["id"], take: 1 },
  )
  return answers.length > 0
}

async function findByKey({ container }: ShopContext, key: string): Promise<{ chat_id: string } | undefined> {
  const [row] = await outboxOf(container).listMessages({ key }, { select: ["chat_id"], take: 1 })
  return row
}

/** Forwards a reply in the shop's chat to the shopper who asked the question. */
export const helpDesk = new Composer<ShopContext>()

helpDesk.on(["message", "channel_post"]).filter(
  (ctx) =>
    ctx.msg.reply_to_message?.from?.id === ctx.me.id || ctx.msg.reply_to_message?.sender_chat !== undefined,
  async (ctx, next) => {
    const { msg } = ctx
    const shopperId = await askerOf(ctx, addressOf(msg), msg.reply_to_message?.message_id)
    return shopperId ? enqueue(ctx.container, await answer(ctx, shopperId, msg)) : next()
  },
)

/** The Telegram id of the shopper whose question a message of the chat is. */
async function askerOf(
  { container }: ShopContext,
  address: ChatAddress,
  messageId: number | undefined,
): Promise<string | undefined> {
  const [question] = await outboxOf(container).listMessages(
    { chat_id: address, message_id: String(messageId), key: { $like: "question:%" } },
    { take: 1 },
  )
  return question?.key.split(":")[1]
}

/** Builds the message to the shopper, and its receipt for staff, from a reply to the shopper's question. */
async function answer(
  { container }: ShopContext,
  shopperId: string,
  msg: Message,
): Promise<EnqueuedMessage[]> {
  const shopper = await telegramOf(container).findAccount(shopperId)
  const staff = textsIn((await deskChat(container))?.language)
  const address = addressOf(msg)
  const key = answerKey(address, msg.message_id)
  // An album is several messages with one receipt, and one for the items that cannot be forwarded.
  const receipt = (words: string, kind = "") => ({
    key: `receipt:${msg.media_group_id ? `album:${msg.media_group_id}` : key}${kind}`,
    chatId: address,
    screen: { text: words },
    replyTo: msg.message_id,
  })
  if (!isReadable(msg)) {
    return [receipt(staff("help.answer_only_text"), ":refused")]
  }
  const { text, photo } = questionIn(msg)
  if (shopper?.blocked_at) {
    return [receipt(staff("help.answer_unreachable"))]
  }
  const screen = answerScreen(textsIn(shopper?.language), text, photo)
  return [{ key, chatId: shopperId, screen }, receipt(staff("help.answered"))]
}

function answerScreen(t: Translate, text: string | undefined, photo: string | undefined): Screen {
  // Telegram limits a caption to 1024 characters and a text to 4096. The rest is for the heading.
  return screenOf(t("help.answer", { text: clip(text ?? "", photo ? 950 : 4000) }), photo)
}
