import { Composer } from "grammy"
import type { Message } from "grammy/types"
import { enqueue, type EnqueuedMessage } from "../../outbox"
import { outboxOf } from "../../outbox/outbox"
import { answerKey, deskChat, questionKey } from "../../messages/support"
import type { ShopContext } from "../../runtime/context"
import { telegramOf } from "../../runtime/telegram"
import { clip } from "../../ui/clip"
import { pictureByFileId } from "../../ui/pictures"
import { textsIn } from "../../ui/texts"

/**
 * Maximum length of a question. The question and its heading must fit in a photo caption (1024 characters).
 */
export const QUESTION_LENGTH = 700

const screenOf = (text: string, photo: string | undefined) => ({
  text,
  photo: photo ? pictureByFileId(photo) : undefined,
})

/**
 * Stores a shopper's question for the shop's chat in the outbox. An update that is handled again stores nothing.
 *
 * @returns false when the shop has no chat for questions
 */
export async function askShop(
  ctx: ShopContext,
  question: { text?: string; photo?: string },
): Promise<boolean> {
  const desk = await deskChat(ctx.container)
  if (!desk) {
    return false
  }
  const t = textsIn(desk.language)
  const text = t("help.question", {
    name: clip(ctx.account.first_name, 64),
    text: question.text || t.plain("help.question_photo"),
  })
  const key = questionKey(ctx.account.telegram_id, ctx.update.update_id)
  await enqueue(ctx.container, [{ key, chatId: desk.chatId, screen: screenOf(text, question.photo) }])
  return true
}

/** Forwards a reply in the shop's chat to the shopper who asked the question. */
export const helpDesk = new Composer<ShopContext>()

helpDesk.on(["message", "channel_post"]).filter(
  (ctx) =>
    ctx.msg.reply_to_message?.from?.id === ctx.me.id || ctx.msg.reply_to_message?.sender_chat !== undefined,
  async (ctx, next) => {
    const { chat, msg } = ctx
    const shopperId = await askerOf(ctx, chat.id, msg.reply_to_message?.message_id)
    return shopperId ? enqueue(ctx.container, await answer(ctx, shopperId, msg)) : next()
  },
)

/** The Telegram id of the shopper whose question a message of the chat is. */
async function askerOf(
  { container }: ShopContext,
  chatId: number,
  messageId: number | undefined,
): Promise<string | undefined> {
  const [question] = await outboxOf(container).listMessages(
    { chat_id: String(chatId), message_id: String(messageId), key: { $like: "question:%" } },
    { take: 1 },
  )
  return question?.key.split(":")[1]
}

/** Builds the message to the shopper, and its receipt for staff, from a reply to the shopper's question. */
async function answer(
  { container }: ShopContext,
  shopperId: string,
  { chat, message_id, text, caption, photo }: Message,
): Promise<EnqueuedMessage[]> {
  const shopper = await telegramOf(container).findAccount(shopperId)
  const staff = textsIn((await deskChat(container))?.language)
  const key = answerKey(chat.id, message_id)
  const receipt = (words: string) => ({
    key: `receipt:${key}`,
    chatId: String(chat.id),
    screen: { text: words },
    replyTo: message_id,
  })
  const words = text ?? caption
  const file = photo?.at(-1)?.file_id
  if (!words && !file) {
    return [receipt(staff("help.answer_only_text"))]
  }
  if (shopper?.blocked_at) {
    return [receipt(staff("help.answer_unreachable"))]
  }
  const t = textsIn(shopper?.language)
  // Telegram limits a caption to 1024 characters and a text to 4096. The rest is for the heading.
  const answered = t("help.answer", { text: clip(words ?? "", file ? 950 : 4000) })
  return [{ key, chatId: shopperId, screen: screenOf(answered, file) }, receipt(staff("help.answered"))]
}
