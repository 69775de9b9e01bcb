import { conflict } from "./errors"
import type { Faults } from "./faults"
import type { PendingUpdate, UpdatesRecord } from "./state"
import type { Update, UpdateBody } from "./types"

/** Telegram sends these only to a bot that lists them in `allowed_updates`. */
const askedForOnly = new Set(["chat_member", "message_reaction", "message_reaction_count"])

type Poll = { answer: () => void; refuse: (error: Error) => void }

/** The queue of updates for the bot. Long polling and the webhook take updates from it in order. */
export class UpdateQueue {
  private poll: Poll | undefined
  private readonly listeners: (() => void)[] = []

  constructor(
    readonly record: UpdatesRecord,
    private readonly faults: Faults,
    private readonly changed: () => void,
  ) {}

  /** Adds an update, unless `allowed_updates` excludes its kind. */
  push(chatId: number, body: UpdateBody) {
    if (!this.wanted(Object.keys(body)[0])) return
    const update: Update = structuredClone({ update_id: ++this.record.last_id, ...body })
    this.record.pending.push({ update, chat_id: chatId, repeats: this.faults.takeForUpdate(chatId) - 1 })
    this.changed()
    this.poll?.answer()
    for (const listener of this.listeners) listener()
  }

  /** Registers a listener that is called after each new update. */
  onUpdate(listener: () => void) {
    this.listeners.push(listener)
  }

  allow(kinds: string[] | undefined) {
    if (kinds === undefined) return
    this.record.allowed = kinds.length ? kinds : undefined
    this.changed()
  }

  drop() {
    this.record.pending.length = 0
    this.changed()
  }

  delivered(entry: PendingUpdate) {
    if (entry.repeats > 0) entry.repeats--
    else this.record.pending = this.record.pending.filter((other) => other !== entry)
    this.changed()
  }

  /**
   * Long polling with the Bot API's rules: an offset confirms all updates before it, and a new poll ends an older one.
   *
   * @param timeout in seconds, for the first update
   * @param disconnected aborted when the bot closes the connection
   * @throws ApiError 409 while a webhook is set, or when another poll starts
   */
  async take(
    offset: number | undefined,
    limit: number,
    timeout: number,
    disconnected: AbortSignal,
  ): Promise<Update[]> {
    if (this.record.webhook) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    }
    this.endPoll("terminated by other getUpdates request; make sure that only one bot instance is running")
    this.confirm(offset)
    if (!this.record.pending.length && timeout > 0) await this.nextUpdate(timeout, disconnected)
    if (disconnected.aborted) return []
    return this.hand(limit)
  }

  /** Ends a waiting poll with 409. */
  endPoll(why: string) {
    this.poll?.refuse(conflict(why))
    this.poll = undefined
  }

  /** Answers a waiting poll at once, because the sandbox is closing. */
  release() {
    this.poll?.answer()
  }

  private hand(limit: number) {
    return this.record.pending.slice(0, limit).map((entry) => entry.update)
  }

  /** Removes confirmed updates. An update with repeats left stays in the queue. */
  private confirm(offset: number | undefined) {
    if (offset === undefined || offset === 0 || !this.record.pending.length) return
    const { pending } = this.record
    const from = offset > 0 ? offset : pending[Math.max(pending.length + offset, 0)].update.update_id
    this.record.pending = pending.filter((entry) => entry.update.update_id >= from || entry.repeats-- > 0)
    this.changed()
  }

  private nextUpdate(timeout: number, disconnected: AbortSignal) {
    return new Promise<void>((resolve, reject) => {
      const done = (finish: () => void) => () => {
        clearTimeout(timer)
        disconnected.removeEventListener("abort", stop)
        if (this.poll === poll) this.poll = undefined
        finish()
      }
      const stop = done(resolve)
      const poll: Poll = { answer: done(resolve), refuse: (error) => done(() => reject(error))() }
      const timer = setTimeout(stop, timeout * 1000)
      disconnected.addEventListener("abort", stop)
      this.poll = poll
    })
  }

  private wanted(kind: string) {
    const { allowed } = this.record
    return allowed ? allowed.includes(kind) : !askedForOnly.has(kind)
  }
}
