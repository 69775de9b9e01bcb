import { Composer, type Api } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { Message } from "grammy/types"
import type { Language } from "../../../lib/shop"
import { isUnreachable } from "../../runtime/api-errors"
import { clip } from "../../ui/clip"
import type { ShopContext } from "../../runtime/context"
import { telegramOf } from "../../runtime/telegram"
import { textsIn } from "../../ui/texts"
import { outboxOf } from "../../outbox/outbox"
import { optionsOf } from "../../../workflows/settings"

/**
 * Maximum length of a question. The question and its heading must fit in a photo caption (1024 characters).
 */
export const QUESTION_LENGTH = 700

const KEY = "question:"

/**
 * The chat that receives shoppers' questions: the bound admin chat, else the owner's private chat.
 *
 * @returns undefined when the shop has neither
 */
export async function deskChat(
  container: MedusaContainer,
): Promise<{ chatId: string; language: Language } | undefined> {
  const telegram = telegramOf(container)
  const chat = await telegram.chatFor("admin")
  if (chat) {
    return { chatId: chat.chat_id, language: chat.language }
  }
  const { ownerId } = optionsOf(container)
  const owner = ownerId ? await telegram.findAccount(ownerId) : undefined
  return owner && { chatId: owner.telegram_id, language: owner.language ?? "ru" }
}

/**
 * Sends a shopper's question to the shop's chat, and stores the sent message with the shopper's id.
 * A redelivered update sends nothing.
 *
 * @returns false when the shop has no chat for questions, or the bot cannot write there
 */
export async function askShop(
  ctx: ShopContext,
  question: { text?: string; photo?: string },
): Promise<boolean> {
  const desk = await deskChat(ctx.container)
  if (!desk) {
    return false
  }
  const key = `${KEY}${ctx.account.telegram_id}:${ctx.update.update_id}`
  const outbox = outboxOf(ctx.container)
  const [known] = await outbox.listMessages({ key }, { take: 1 })
  if (known) {
    return true
  }
  const t = textsIn(desk.language)
  const text = t("help.question", {
    name: clip(ctx.account.first_name, 64),
    text: question.text || t.plain("help.question_photo"),
  })
  try {
    const message = await send(ctx.api, desk.chatId, text, question.photo)
    await outbox.createMessages({
      key,
      chat_id: desk.chatId,
      state: "sent",
      message_id: String(message.message_id),
      sent_at: new Date(),
    })
    return true
  } catch (error) {
    if (!isUnreachable(error)) {
      throw error
    }
    ctx.logger.warn(
      `telegram update ${ctx.update.update_id}: the bot cannot write to the admin chat, the question was not sent`,
    )
    return false
  }
}

function send(api: Api, chatId: string, text: string, photo: string | undefined): Promise<Message> {
  return photo
    ? api.sendPhoto(chatId, photo, { caption: text, parse_mode: "HTML" })
    : api.sendMessage(chatId, text, { parse_mode: "HTML", link_preview_options: { is_disabled: true } })
}

/** Forwards a reply in the shop's chat to the shopper who asked the question. */
export const helpDesk = new Composer<ShopContext>()

helpDesk.on(["message", "channel_post"]).filter(
  (ctx) =>
    ctx.msg.reply_to_message?.from?.id === ctx.me.id || ctx.msg.reply_to_message?.sender_chat !== undefined,
  async (ctx, next) => {
    const shopperId = await askerOf(ctx)
    return shopperId ? answerShopper(ctx, shopperId) : next()
  },
)

/**
 * The Telegram id of the shopper whose question the message replies to. Finds only questions sent to the same
 * chat.
 */
async function askerOf(ctx: ShopContext): Promise<string | undefined> {
  const repliedTo = ctx.msg?.reply_to_message
  if (!repliedTo || !ctx.chat) {
    return undefined
  }
  const [question] = await outboxOf(ctx.container).listMessages(
    { chat_id: String(ctx.chat.id), message_id: String(repliedTo.message_id), key: { $like: `${KEY}%` } },
    { take: 1 },
  )
  return question?.key.split(":")[1]
}

async function answerShopper(ctx: ShopContext, shopperId: string): Promise<void> {
  const telegram = telegramOf(ctx.container)
  const shopper = await telegram.findAccount(shopperId)
  const words = ctx.msg?.text ?? ctx.msg?.caption
  const photo = ctx.msg?.photo?.at(-1)?.file_id
  const staff = textsIn((await deskChat(ctx.container))?.language)
  if (!words && !photo) {
    return reply(ctx, staff("help.answer_only_text"))
  }
  try {
    const t = textsIn(shopper?.language)
    // Telegram limits a caption to 1024 characters and a text to 4096. The rest is for the heading.
    const text = t("help.answer", { text: clip(words ?? "", photo ? 950 : 4000) })
    await send(ctx.api, shopperId, text, photo)
  } catch (error) {
    if (!isUnreachable(error)) {
      throw error
    }
    return reply(ctx, staff("help.answer_unreachable"))
  }
  return reply(ctx, staff("help.answered"))
}

async function reply(ctx: ShopContext, text: string): Promise<void> {
  await ctx.reply(text, {
    parse_mode: "HTML",
    reply_parameters: { message_id: ctx.msg?.message_id ?? 0, allow_sending_without_reply: true },
  })
}
