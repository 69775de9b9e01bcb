import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { DueMessage, MessageRecord } from "../../modules/outbox/types"
import { chatIdIn, isGroupAddress, type ChatAddress } from "../runtime/chat-address"
import { telegramOf } from "../runtime/telegram"
import { asError } from "../../lib/as-error"
import { moveChat } from "../../workflows/telegram/move-chat"
import { editMessage, sendMessage, type Sender, type Shown } from "./deliver"
import { outcomeOf, lateness, pauseAfter } from "./outcome"
import { outboxOf } from "./outbox"
import type { Pacer } from "./pacer"

/** Poll interval in ms. Finds messages that other processes have written. */
const LOOK_EVERY_MS = 500
/** Maximum number of chats to which it sends in parallel. */
const AT_ONCE = 20
const HEADS = 1000
/** Lease of a claimed message. It is longer than the timeout of a call to Telegram, see ./run. */
const CLAIM_SECONDS = 60
const RECOVER_EVERY_MS = 5000
/**
 * Delay before a card of unknown delivery is sent again, because Telegram may still deliver the first one.
 */
const REPEAT_AFTER_SECONDS = 15
/**
 * How long the result of a message is written again after database errors, in ms. A database restart takes
 * less.
 */
const WRITE_RETRIES_MS = 120_000
const WRITE_RETRY_PAUSE_MS = 500

/**
 * Sends the messages of the outbox: one at a time per chat, several chats in parallel, within Telegram's rate
 * limits.
 * Only one process runs it at a time, see {@link underLease}.
 */
export class Dispatcher {
  private readonly holder = randomUUID()
  /** The message in flight of each chat. `done` resolves when its result is stored. */
  private readonly inFlight = new Map<string, { id: string; done: Promise<void> }>()
  /** Groups and topics that the bot could not write to. */
  private readonly unreachable = new Set<string>()
  private wakeup = new AbortController()
  private recoverAt = 0

  /**
   * @param on.trouble called when a message was given up
   * @param on.move called after a group became a supergroup and its messages were moved
   * @param on.reopen called when a new message reached a group or topic that was unreachable before
   */
  constructor(
    private readonly sender: Sender,
    private readonly pacer: Pacer,
    private readonly on: { trouble: () => void; move: () => void; reopen: (address: ChatAddress) => void },
  ) {}

  /** Polls the outbox now instead of at the next interval. */
  wake(): void {
    this.wakeup.abort()
  }

  /** Sends until the signal aborts, then finishes the messages in flight. */
  async run(stopping: AbortSignal): Promise<void> {
    const closed = await telegramOf(this.sender.container).listChatStates(
      { unreachable_since: { $ne: null } },
      { select: ["id"], take: 1000 },
    )
    closed.forEach(({ id }) => this.unreachable.add(id))
    try {
      while (!stopping.aborted) {
        this.wakeup = new AbortController()
        const woken = AbortSignal.any([this.wakeup.signal, stopping])
        const wait = await this.dispatch()
        await sleep(wait, undefined, { signal: woken }).catch(() => undefined)
      }
    } finally {
      await Promise.all([...this.inFlight.values()].map(({ done }) => done))
    }
  }

  /** Starts to send the messages that are due. @returns ms until the next message may be due */
  private async dispatch(): Promise<number> {
    const outbox = outboxOf(this.sender.container)
    await this.recover()
    const due = await outbox.listDue([...this.inFlight.keys()], HEADS)
    const wait = this.takeAllowed(due, false)
    if (this.inFlight.size >= AT_ONCE) {
      return wait
    }
    const busy = [...this.inFlight.keys(), ...due.map(({ chat_id }) => chat_id)]
    return Math.min(wait, this.takeAllowed(await outbox.listBulkDue(busy, AT_ONCE), true))
  }

  /** Starts to send the messages that Telegram's limits allow now. @returns ms until the next one may be allowed */
  private takeAllowed(due: DueMessage[], isBulk: boolean): number {
    let wait = LOOK_EVERY_MS
    for (const message of due) {
      const now = Date.now()
      const chat = chatIdIn(message.chat_id)
      const left = this.pacer.wait(chat, now, { isEdit: message.is_edit, isBulk })
      if (left > 0 || this.inFlight.has(message.chat_id) || this.inFlight.size >= AT_ONCE) {
        wait = Math.min(wait, Math.max(1, left))
        continue
      }
      this.pacer.take(chat, now, message.is_edit)
      this.take(message)
    }
    return wait
  }

  private take({ id, chat_id }: DueMessage): void {
    const done = this.handle(id)
      .catch((error: unknown) => {
        this.sender.logger.error(
          `telegram message ${id} was claimed but its result is not stored; it is recovered in ${CLAIM_SECONDS} s`,
          asError(error),
        )
      })
      .then(() => {
        this.inFlight.delete(chat_id)
        this.wake()
      })
    this.inFlight.set(chat_id, { id, done })
  }

  private async handle(id: string): Promise<void> {
    const row = await outboxOf(this.sender.container).claim(id, this.holder)
    if (!row) {
      return
    }
    const late = lateness(row, new Date())
    if (late) {
      return this.end(row, late, row.last_error ?? "expired before delivery")
    }
    try {
      await this.deliver(row)
    } catch (error) {
      await this.settleFailed(row, error)
    }
  }

  private async deliver(row: MessageRecord): Promise<void> {
    const outbox = outboxOf(this.sender.container)
    const { payload, wanted } = row
    if (!payload) {
      return this.end(row, "failed", "the message has no content")
    }
    if (row.message_id !== null) {
      const former = { message_id: row.message_id, has_photo: row.has_photo }
      const shown = row.content === wanted ? former : await editMessage(this.sender, row, payload)
      if (shown || !payload.buttons) {
        return this.sent(row, shown ?? former)
      }
      // Someone deleted the card in the chat, and its buttons are still needed: sends a new card.
      await this.retryWrite(() => outbox.forgetSent(row.id))
      row.message_id = null
    }
    await this.sent(row, await sendMessage(this.sender, row, payload))
    // An edit does not show this: the bot can edit its messages where it may not write.
    if (this.unreachable.delete(row.chat_id)) {
      this.on.reopen(row.chat_id)
    }
  }

  private sent({ id, wanted }: MessageRecord, shown: Shown): Promise<void> {
    return this.retryWrite(() =>
      outboxOf(this.sender.container).settleSent(id, { ...shown, content: wanted }),
    )
  }

  private async settleFailed(row: MessageRecord, error: unknown): Promise<void> {
    const outbox = outboxOf(this.sender.container)
    const outcome = outcomeOf(error)
    const reason = asError(error).message.slice(0, 300)
    switch (outcome.kind) {
      case "busy":
        this.pacer.refused(chatIdIn(row.chat_id), Date.now(), outcome.seconds * 1000)
        return this.retryWrite(() =>
          outbox.settleLater(row.id, outcome.seconds, reason, { isUncounted: true }),
        )
      case "later":
        return this.later(row, reason)
      case "lost":
        return this.lost(row, reason)
      case "moved":
        return this.move(row, outcome.to, reason)
      case "unreachable":
        await this.retryWrite(() => this.markUnreachable(row.chat_id, outcome.reason))
        return this.end(row, "skipped", reason)
      case "refused":
        return this.end(row, "failed", reason)
    }
  }

  private later(row: MessageRecord, reason: string): Promise<void> {
    this.sender.logger.warn(`telegram message ${row.id} failed and is retried: ${reason}`)
    const seconds = pauseAfter(row.attempts)
    return this.retryWrite(() => outboxOf(this.sender.container).settleLater(row.id, seconds, reason))
  }

  /**
   * Handles a call whose result is unknown because the response was lost.
   * An edit is idempotent and is repeated. A message with `when_unknown: "repeat"` is sent once more, with a
   * line that says so; a card only while it has buttons, whose taps are safe because only one tap can take an
   * order. Other messages are not sent again, because a duplicate confuses the reader.
   */
  private lost(row: MessageRecord, reason: string): Promise<void> {
    const { kind, payload, message_id, when_unknown, is_repeat } = row
    if (message_id !== null) {
      return this.later(row, reason)
    }
    const isWaitedFor = kind === "notice" || payload?.buttons !== undefined
    if (when_unknown === "repeat" && !is_repeat && isWaitedFor) {
      this.sender.logger.warn(
        `telegram message ${row.id} may not have been delivered and is sent again: ${reason}`,
      )
      return this.retryWrite(() =>
        outboxOf(this.sender.container).settleLater(row.id, REPEAT_AFTER_SECONDS, reason, { isRepeat: true }),
      )
    }
    return this.end(row, "unknown", `delivery is unknown: ${reason}`)
  }

  private async end(row: MessageRecord, state: "unknown" | "failed" | "skipped", reason: string) {
    await this.retryWrite(() => outboxOf(this.sender.container).settleEnded(row.id, state, reason))
    this.sender.logger.warn(`telegram message ${row.id} is ${state}: ${reason}`)
    this.on.trouble()
  }

  /** Sends the message to the supergroup that its group became. The caller announces the cards again. */
  private async move(row: MessageRecord, to: string, reason: string): Promise<void> {
    const { container, logger } = this.sender
    logger.info(`telegram: group ${row.chat_id} became the supergroup ${to}`)
    await this.retryWrite(async () => {
      await moveChat(container, { from: row.chat_id, to })
      await outboxOf(container).settleLater(row.id, 0, reason, { isUncounted: true })
    })
    this.on.move()
  }

  /**
   * Marks a user who has blocked the bot: the shop sends them nothing until they return. Marks a group that the bot
   * cannot write to, so that the owner is notified.
   */
  private async markUnreachable(chatId: string, reason: string): Promise<void> {
    const telegram = telegramOf(this.sender.container)
    if (isGroupAddress(chatId)) {
      await telegram.noteUnreachable(chatId, reason)
      this.unreachable.add(chatId)
      return
    }
    const account = await telegram.findAccount(chatId)
    if (account && !account.blocked_at) {
      await telegram.updateAccounts({ id: account.id, blocked_at: new Date() })
    }
  }

  /** Handles messages that a stopped process had claimed: their delivery is unknown. */
  private async recover(): Promise<void> {
    if (Date.now() < this.recoverAt) {
      return
    }
    this.recoverAt = Date.now() + RECOVER_EVERY_MS
    const own = [...this.inFlight.values()].map(({ id }) => id)
    for (const row of await outboxOf(this.sender.container).listAbandoned(CLAIM_SECONDS, own)) {
      await this.lost(row, "the process that was sending it stopped")
    }
  }

  /**
   * Retries a database write until it succeeds. Without the stored result the message would be sent again.
   */
  private async retryWrite(write: () => Promise<void>): Promise<void> {
    for (const end = Date.now() + WRITE_RETRIES_MS; ;) {
      try {
        return await write()
      } catch (error) {
        if (Date.now() > end) {
          throw error
        }
        await sleep(WRITE_RETRY_PAUSE_MS)
      }
    }
  }
}
