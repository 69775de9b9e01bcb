import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { DueMessage, MessageRecord } from "../../modules/outbox/types"
import { telegramOf } from "../runtime/telegram"
import { asError } from "../runtime/as-error"
import { editMessage, sendMessage, type Sender, type Shown } from "./deliver"
import { outcomeOf, lateness, pauseAfter } from "./outcome"
import { outboxOf } from "./outbox"
import { Pacer } from "./pacer"

/** How often the rows are looked at when nobody rings: another process may have written some. */
const LOOK_EVERY_MS = 500
/** Chats that are written to side by side. */
const AT_ONCE = 20
const HEADS = 1000
/** A call to Telegram ends sooner; see ./run. */
const CLAIM_SECONDS = 60
const RECOVER_EVERY_MS = 5000
/** A card that may not have arrived is sent again after this: it may come late. */
const REPEAT_AFTER_SECONDS = 15
/** How long it is tried to write down what became of a message: as long as a database needs to come back. */
const INSIST_MS = 120_000
const INSIST_EVERY_MS = 500

/**
 * Sends what the outbox holds: each chat's messages one after the other, of several chats side by side, no faster
 * than Telegram takes them. One process does it at a time.
 */
export class Dispatcher {
  private readonly holder = randomUUID()
  private readonly pacer = new Pacer()
  /** By chat: the message in flight, and its end. */
  private readonly inFlight = new Map<string, { id: string; done: Promise<void> }>()
  private bell = new AbortController()
  private recoverAt = 0

  /**
   * @param onTrouble called when a message was given up
   */
  constructor(
    private readonly sender: Sender,
    private readonly onTrouble: () => void,
  ) {}

  /** Something is owed: it is looked at now. */
  wake(): void {
    this.bell.abort()
  }

  /** Sends until the signal aborts, then finishes the messages in flight. */
  async run(stopping: AbortSignal): Promise<void> {
    try {
      while (!stopping.aborted) {
        this.bell = new AbortController()
        const bell = AbortSignal.any([this.bell.signal, stopping])
        const wait = await this.dispatch()
        await sleep(wait, undefined, { signal: bell }).catch(() => undefined)
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
    let wait = LOOK_EVERY_MS
    for (const message of due) {
      const now = Date.now()
      const left = this.pacer.wait(message.chat_id, now, message.is_edit)
      if (left > 0 || this.inFlight.size >= AT_ONCE) {
        wait = Math.min(wait, Math.max(1, left))
        continue
      }
      this.pacer.take(message.chat_id, now, message.is_edit)
      this.take(message)
    }
    return wait
  }

  private take({ id, chat_id }: DueMessage): void {
    const done = this.handle(id)
      .catch((error: unknown) => {
        this.sender.logger.error(`telegram message ${id} is left in hand`, asError(error))
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
      return this.end(row, late, row.last_error ?? "too late")
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
      return this.end(row, "failed", "there is nothing to send")
    }
    if (row.message_id !== null) {
      const shown = { message_id: row.message_id, has_photo: row.has_photo }
      const isThere = row.content === wanted || (await editMessage(this.sender, row, payload))
      if (isThere || !payload.buttons) {
        return this.sent(row, shown)
      }
      // Somebody deleted it, and there is still something to do: it is sent anew.
      await this.insist(() => outbox.forgetSent(row.id))
      row.message_id = null
    }
    await this.sent(row, await sendMessage(this.sender, row, payload))
  }

  private sent({ id, wanted }: MessageRecord, shown: Shown): Promise<void> {
    return this.insist(() => outboxOf(this.sender.container).settleSent(id, { ...shown, content: wanted }))
  }

  private async settleFailed(row: MessageRecord, error: unknown): Promise<void> {
    const outbox = outboxOf(this.sender.container)
    const outcome = outcomeOf(error)
    const reason = asError(error).message.slice(0, 300)
    switch (outcome.kind) {
      case "busy":
        this.pacer.refused(row.chat_id, Date.now(), outcome.seconds * 1000)
        return this.insist(() => outbox.settleLater(row.id, outcome.seconds, reason, { isUncounted: true }))
      case "later":
        return this.later(row, reason)
      case "lost":
        return this.lost(row, reason)
      case "unreachable":
        await this.insist(() => this.markBlocked(row.chat_id))
        return this.end(row, "skipped", reason)
      case "refused":
        return this.end(row, "failed", reason)
    }
  }

  private later(row: MessageRecord, reason: string): Promise<void> {
    this.sender.logger.warn(`telegram message ${row.id} is tried again: ${reason}`)
    const seconds = pauseAfter(row.attempts)
    return this.insist(() => outboxOf(this.sender.container).settleLater(row.id, seconds, reason))
  }

  /**
   * Nobody knows whether Telegram did it. An edit says what the message should be, so it may be repeated. A message
   * is not: a second notice would confuse. A card that work waits for is sent once more and says so; its buttons
   * act on the same order, and an order can be taken once.
   */
  private lost(row: MessageRecord, reason: string): Promise<void> {
    const { kind, payload, message_id, when_unknown, is_repeat } = row
    if (message_id !== null) {
      return this.later(row, reason)
    }
    const isWaitedFor = kind === "notice" || payload?.buttons !== undefined
    if (when_unknown === "repeat" && !is_repeat && isWaitedFor) {
      this.sender.logger.warn(`telegram message ${row.id} may not have arrived and is repeated: ${reason}`)
      return this.insist(() =>
        outboxOf(this.sender.container).settleLater(row.id, REPEAT_AFTER_SECONDS, reason, { isRepeat: true }),
      )
    }
    return this.end(row, "unknown", `nobody knows whether it arrived: ${reason}`)
  }

  private async end(row: MessageRecord, state: "unknown" | "failed" | "skipped", reason: string) {
    await this.insist(() => outboxOf(this.sender.container).settleEnded(row.id, state, reason))
    this.sender.logger.warn(`telegram message ${row.id} is ${state}: ${reason}`)
    this.onTrouble()
  }

  /** A person who cannot be written to is not written to until they come back; a group has no account. */
  private async markBlocked(chatId: string): Promise<void> {
    const telegram = telegramOf(this.sender.container)
    const account = await telegram.findAccount(chatId)
    if (account && !account.blocked_at) {
      await telegram.updateAccounts({ id: account.id, blocked_at: new Date() })
    }
  }

  /** What a dispatcher that died had in flight may have been sent. */
  private async recover(): Promise<void> {
    if (Date.now() < this.recoverAt) {
      return
    }
    this.recoverAt = Date.now() + RECOVER_EVERY_MS
    const own = [...this.inFlight.values()].map(({ id }) => id)
    for (const row of await outboxOf(this.sender.container).listAbandoned(CLAIM_SECONDS, own)) {
      await this.lost(row, "the process that was sending it died")
    }
  }

  /** What Telegram has done must be written down, though the database be away for a moment: it would be done again. */
  private async insist(write: () => Promise<void>): Promise<void> {
    for (const end = Date.now() + INSIST_MS; ;) {
      try {
        return await write()
      } catch (error) {
        if (Date.now() > end) {
          throw error
        }
        await sleep(INSIST_EVERY_MS)
      }
    }
  }
}
