import type { MedusaContainer } from "@medusajs/framework/types"
import type { Language } from "../../../lib/shop"
import type { MessageRecord } from "../../../modules/outbox/types"
import { optionsOf } from "../../../workflows/settings"
import type { EnqueuedMessage } from "../../outbox"
import type { ChatAddress } from "../../runtime/chat-address"
import { telegramOf } from "../../runtime/telegram"
import { textsIn } from "../../ui/texts"

/** Keys of the support chat's messages; they carry whom to notify when a message is not delivered. */
export const questionKey = (telegramId: string, messageId: number) => `question:${telegramId}:${messageId}`
export const answerKey = (address: ChatAddress, messageId: number) => `answer:${address}:${messageId}`

/** A message of a staff member to the person who ordered, and the answer to it. */
export const fromMemberKey = (telegramId: string, messageId: number | "%", assignmentId: string) =>
  `togiver:${telegramId}:${messageId}:${assignmentId}`
export const toMemberKey = (telegramId: string, messageId: number, assignmentId: string) =>
  `tomember:${telegramId}:${messageId}:${assignmentId}`

/**
 * The chat that receives shoppers' questions: the admin chat, else the owner's private chat.
 *
 * @returns undefined when the shop has neither
 */
export async function deskChat(
  container: MedusaContainer,
): Promise<{ chatId: string; language: Language } | undefined> {
  const telegram = telegramOf(container)
  const chat = await telegram.chatFor("admin")
  if (chat && !chat.problem) {
    return { chatId: chat.chat_id, language: chat.language }
  }
  const { ownerId } = optionsOf(container)
  const owner = ownerId ? await telegram.findAccount(ownerId) : undefined
  return owner && !owner.blocked_at
    ? { chatId: owner.telegram_id, language: owner.language ?? "ru" }
    : undefined
}

/** Notices about undelivered questions, to the shopper, and about answers to people who blocked the bot, to staff. */
export async function noticesOfSupport(
  container: MedusaContainer,
  rows: MessageRecord[],
): Promise<EnqueuedMessage[]> {
  const notices: EnqueuedMessage[] = []
  for (const { key, state } of rows) {
    const [kind, chatId, messageId] = key.split(":")
    if (kind === "question" && state !== "unknown") {
      const shopper = await telegramOf(container).findAccount(chatId)
      const text = textsIn(shopper?.language)("help.no_desk")
      notices.push({ key: `undelivered:${key}`, chatId, screen: { text } })
    }
    if (kind === "togiver" && state !== "unknown") {
      const account = await telegramOf(container).findAccount(chatId)
      const text = textsIn(account?.language)("workshop.giver_unreachable")
      notices.push({ key: `undelivered:${key}`, chatId, screen: { text }, replyTo: Number(messageId) })
    }
    if (kind === "answer" && state === "skipped") {
      const text = textsIn((await deskChat(container))?.language)("help.answer_unreachable")
      notices.push({ key: `undelivered:${key}`, chatId, screen: { text }, replyTo: Number(messageId) })
    }
  }
  return notices
}
