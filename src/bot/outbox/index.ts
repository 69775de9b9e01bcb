import type { MedusaContainer } from "@medusajs/framework/types"
import type { NewMessage } from "../../modules/outbox/types"
import type { Screen } from "../ui/screen"
import { telegramOf } from "../runtime/telegram"
import { bell } from "./bell"
import { outboxOf } from "./outbox"
import { fingerprint, payloadOf } from "./payload"

/** A message that the shop owes a chat. */
export type EnqueuedMessage = {
  /** Names it among all messages: the same key is sent once. */
  key: string
  chatId: string
  /** Its picture must be one that can be loaded again: of the catalogue, of the bot, or a file that Telegram has. */
  screen: Screen
  /**
   * What to do when nobody knows whether Telegram delivered it (the answer was lost). `leave`, which is so unless
   * said otherwise: a second one would confuse. `repeat`: it is sent once more.
   */
  whenUnknown?: "leave" | "repeat"
  orderId?: string
  /** After this it means nothing and is left out. */
  goodUntil?: Date
  /** The key of the message that it answers, if that is in the same chat. */
  replyTo?: string
}

/** An order's card: it is sent, and edited into what it should be from then on. */
export type OwedCard = {
  key: string
  chatId: string
  orderId: string
  screen: Screen
  /** The first line when it must be sent a second time, because nobody knows whether the first arrived. */
  repeatLine: string
  /** It is to stand at the bottom of the chat: sent anew, whatever was sent before. */
  anew?: boolean
}

/**
 * Owes messages: they are rows in the database when this returns, and are sent soon, each once, as fast as
 * Telegram takes them, and again until Telegram takes them. A key that is there already changes nothing.
 *
 * Who has blocked the bot is not written to; the message stands among the others as skipped.
 */
export async function enqueue(container: MedusaContainer, messages: EnqueuedMessage[]): Promise<void> {
  await enqueueAll(container, messages, [])
}

/** Owes messages and cards together: all of them are rows, or none is. */
export async function enqueueAll(
  container: MedusaContainer,
  messages: EnqueuedMessage[],
  cards: OwedCard[],
): Promise<void> {
  const rows = [...cards.map(cardRow), ...messages.map(noticeRow)]
  if (!rows.length) {
    return
  }
  const blocked = await blockedAmong(
    container,
    messages.map(({ chatId }) => chatId),
  )
  await outboxOf(container).enqueue(
    rows.map((row) =>
      row.kind === "notice" && blocked.has(row.chat_id)
        ? { ...row, skipped_because: "the bot was blocked by the user" }
        : row,
    ),
  )
  bell.ring()
}

async function blockedAmong(container: MedusaContainer, chatIds: string[]): Promise<Set<string>> {
  const people = chatIds.filter((id) => !id.startsWith("-"))
  const accounts = people.length
    ? await telegramOf(container).listAccounts(
        { telegram_id: people, blocked_at: { $ne: null } },
        { select: ["telegram_id"], take: people.length },
      )
    : []
  return new Set(accounts.map(({ telegram_id }) => telegram_id))
}

function noticeRow({
  key,
  chatId,
  screen,
  whenUnknown,
  orderId,
  goodUntil,
  replyTo,
}: EnqueuedMessage): NewMessage {
  const payload = payloadOf(screen, replyTo ? { reply_to: replyTo } : {})
  return {
    key,
    chat_id: chatId,
    kind: "notice",
    order_id: orderId,
    payload,
    wanted: fingerprint(payload),
    when_unknown: whenUnknown ?? "leave",
    good_until: goodUntil,
  }
}

function cardRow({ key, chatId, orderId, screen, repeatLine, anew }: OwedCard): NewMessage {
  const payload = payloadOf(screen, { repeat_line: repeatLine })
  return {
    key,
    chat_id: chatId,
    kind: "card",
    order_id: orderId,
    payload,
    wanted: fingerprint(payload),
    when_unknown: "repeat",
    anew,
  }
}
