/**
 * Rate limits of the Bot API ("Bots FAQ"): 1 message/s per chat with short bursts, 20/min per group or
 * channel, 30/s in total.
 * The answers to taps use the same total. They do not wait: messages of the outbox take what is left of 30/s, at most 25/s
 * and at least 5/s. Edits count only for the limit per chat.
 * All times are in ms of one clock.
 */
export const PACE = {
  /** Messages to a chat without a pause, after a quiet time. */
  burst: 3,
  /** Minimum time between further messages to a chat. */
  chatMs: 1000,
  groupMessages: 20,
  groupMs: 60_000,
  allMessages: 25,
  /** Messages and answers to taps together. */
  allCalls: 30,
  /** No bulk message is sent above this number of messages and answers to taps. The rest of the limit stays free for taps. */
  callsBeforeBulk: 20,
  /** Messages that are sent also while answers to taps use the whole limit. */
  leastMessages: 5,
  allMs: 1000,
}

/**
 * If several chats get "too many requests" within this time, in ms, the limit of the whole bot is exceeded.
 */
const TOGETHER_MS = 1000

/** Computes when a message may be sent to a chat. Stores only the last minute. */
export class Pacer {
  private sent: number[] = []
  private answers: number[] = []
  private readonly chats = new Map<string, { credit: number; at: number }>()
  private readonly groups = new Map<string, number[]>()
  private readonly pauses = new Map<string, number>()
  private refusals: { chat: string; at: number; until: number }[] = []
  private pausedUntil = 0

  constructor(private readonly pace: typeof PACE = PACE) {}

  /**
   * Time that a message to a chat must wait.
   *
   * @returns ms; 0 when the message may be sent now
   */
  wait(chat: string, now: number, { isEdit = false, isBulk = false } = {}): number {
    const { chatMs, groupMessages, groupMs } = this.pace
    const credit = this.creditOf(chat, now)
    return Math.max(
      0,
      this.pausedUntil - now,
      (this.pauses.get(chat) ?? 0) - now,
      credit < 1 ? Math.ceil((1 - credit) * chatMs) : 0,
      isBulk ? this.waitForBulk(now) : this.waitForAll(now),
      isGroup(chat) && !isEdit ? waitFor(this.groups.get(chat) ?? [], groupMessages, groupMs, now) : 0,
    )
  }

  /** Records that a message is sent to a chat. */
  take(chat: string, now: number, isEdit = false): void {
    const { allMs, groupMs, burst, chatMs } = this.pace
    this.sent = [...since(this.sent, now - allMs), now]
    this.chats.set(chat, { credit: this.creditOf(chat, now) - 1, at: now })
    if (isGroup(chat) && !isEdit) {
      this.groups.set(chat, [...since(this.groups.get(chat) ?? [], now - groupMs), now])
    }
    for (const [other, { at }] of this.chats) {
      if (now - at > burst * chatMs) {
        this.chats.delete(other)
      }
    }
  }

  /** Records calls that answer taps or messages. */
  answer(now: number, calls = 1): void {
    const some = Array.from({ length: calls }, () => now)
    this.answers = [...since(this.answers, now - this.pace.allMs), ...some]
  }

  /**
   * Records "too many requests" for a chat: pauses the chat. Pauses all chats when several chats are refused
   * together.
   */
  refused(chat: string, now: number, retryAfterMs: number): void {
    const until = now + retryAfterMs
    this.pauses.set(chat, Math.max(until, this.pauses.get(chat) ?? 0))
    this.refusals = [...this.refusals.filter(({ at }) => at > now - TOGETHER_MS), { chat, at: now, until }]
    if (new Set(this.refusals.map((one) => one.chat)).size > 1) {
      this.pausedUntil = Math.max(this.pausedUntil, ...this.refusals.map((one) => one.until))
    }
  }

  /** Time in ms that the limit of the whole bot requires. */
  private waitForAll(now: number): number {
    const { allMessages, allCalls, leastMessages, allMs } = this.pace
    const messages = waitFor(this.sent, allMessages, allMs, now)
    if (since(this.sent, now - allMs).length < leastMessages) {
      return messages
    }
    const calls = [...this.sent, ...this.answers].sort((a, b) => a - b)
    const next = Math.min(waitFor(calls, allCalls, allMs, now), waitFor(this.sent, leastMessages, allMs, now))
    return Math.max(messages, next)
  }

  private waitForBulk(now: number): number {
    const { callsBeforeBulk, allMs } = this.pace
    return waitFor(
      [...this.sent, ...this.answers].sort((a, b) => a - b),
      callsBeforeBulk,
      allMs,
      now,
    )
  }

  private creditOf(chat: string, now: number): number {
    const { burst, chatMs } = this.pace
    const known = this.chats.get(chat)
    return known ? Math.min(burst, known.credit + (now - known.at) / chatMs) : burst
  }
}

/** Bot API: ids of groups and channels are negative. */
const isGroup = (chat: string) => chat.startsWith("-")

const since = (times: number[], start: number) => times.filter((time) => time > start)

/** Time in ms until a sliding window of `ms` has fewer than `most` messages. */
function waitFor(times: number[], most: number, ms: number, now: number): number {
  const recent = since(times, now - ms)
  return recent.length < most ? 0 : recent[recent.length - most] + ms - now
}
