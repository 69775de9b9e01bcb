import type { MedusaContainer } from "@medusajs/framework/types"
import type { NewMessage } from "../../modules/outbox/types"
import type { Screen } from "../ui/screen"
import type { ChatAddress } from "../runtime/chat-address"
import { telegramOf } from "../runtime/telegram"
import { newMessages } from "./new-messages"
import { outboxOf } from "./outbox"
import { fingerprint, payloadOf } from "./payload"

/** A message to send to a chat. */
export type EnqueuedMessage = {
  /** Unique key: a second message with the same key is not sent. */
  key: string
  /** Address of the chat, see {@link ChatAddress}. */
  chatId: ChatAddress
  /**
   * The picture must be a banner, a catalogue picture or a Telegram file, so that the dispatcher can load it
   * later.
   */
  screen: Screen
  /**
   * What to do when the delivery is unknown because Telegram's response was lost: `leave` (default) or
   * `repeat` once.
   */
  whenUnknown?: "leave" | "repeat"
  orderId?: string
  /** Time after which the message is not sent. */
  goodUntil?: Date
  /** The message in the same chat to reply to: its key, or its Telegram id. */
  replyTo?: string | number
  /** Whether the message waits until no other message is due. Answers to taps go before it too. */
  isBulk?: boolean
}

/** An order's card: a message that later calls with the same key edit. */
export type EnqueuedCard = {
  key: string
  chatId: ChatAddress
  orderId: string
  screen: Screen
  /** First line of the second copy, when the delivery of the first copy is unknown. */
  repeatLine: string
  /**
   * Sends a new message instead of editing the sent one, so that the card is the last message of the chat.
   */
  anew?: boolean
}

/**
 * Stores messages in the outbox. The dispatcher sends each once, within Telegram's rate limits, and retries
 * until Telegram accepts it.
 * A message with a known key is ignored. A message to a user who has blocked the bot is stored as skipped.
 */
export async function enqueue(container: MedusaContainer, messages: EnqueuedMessage[]): Promise<void> {
  await enqueueAll(container, messages, [])
}

/**
 * Replaces the content of a notice that was enqueued before, also its picture. The dispatcher edits it in its chat.
 *
 * @returns false when no message has this key, or the content is the same
 */
export async function enqueueEdit(
  container: MedusaContainer,
  { key, screen }: Pick<EnqueuedMessage, "key" | "screen">,
): Promise<boolean> {
  const payload = payloadOf(screen)
  const isChanged = await outboxOf(container).change(key, payload, fingerprint(payload, "notice"))
  newMessages.notify()
  return isChanged
}

/** Stores messages and cards in one transaction. */
export async function enqueueAll(
  container: MedusaContainer,
  messages: EnqueuedMessage[],
  cards: EnqueuedCard[],
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
  newMessages.notify()
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
  isBulk,
}: EnqueuedMessage): NewMessage {
  const payload = payloadOf(screen, replyTo ? { reply_to: replyTo } : {})
  return {
    key,
    chat_id: chatId,
    kind: "notice",
    order_id: orderId,
    payload,
    wanted: fingerprint(payload, "notice"),
    when_unknown: whenUnknown ?? "leave",
    good_until: goodUntil,
    is_bulk: isBulk,
  }
}

function cardRow({ key, chatId, orderId, screen, repeatLine, anew }: EnqueuedCard): NewMessage {
  const payload = payloadOf(screen, { repeat_line: repeatLine })
  return {
    key,
    chat_id: chatId,
    kind: "card",
    order_id: orderId,
    payload,
    wanted: fingerprint(payload, "card"),
    when_unknown: "repeat",
    anew,
  }
}
