/**
 * How fast the Bot API takes messages ("Bots FAQ": about one a second in a chat, where short bursts go through,
 * twenty a minute in a group or channel, thirty a second in all). The answers to taps need room too, so less than
 * thirty a second is used. Of edits only the rate of a chat is known to count.
 *
 * All times are milliseconds of one clock.
 */
export const PACE = {
  /** So many messages a chat takes at once, after a while of quiet. */
  burst: 3,
  /** … and then one in each such time. */
  chatMs: 1000,
  groupMessages: 20,
  groupMs: 60_000,
  allMessages: 25,
  allMs: 1000,
}

/** Chats whose "too many requests" come together mean that the bot as a whole was too fast. */
const TOGETHER_MS = 1000

/** Says when the next message may go where. It keeps nothing but the last minute. */
export class Pacer {
  private sent: number[] = []
  private readonly chats = new Map<string, { credit: number; at: number }>()
  private readonly groups = new Map<string, number[]>()
  private readonly pauses = new Map<string, number>()
  private refusals: { chat: string; at: number; until: number }[] = []
  private pausedUntil = 0

  constructor(private readonly pace: typeof PACE = PACE) {}

  /**
   * How long a message to a chat has to wait.
   *
   * @returns milliseconds; 0 when it may go now
   */
  wait(chat: string, now: number, isEdit = false): number {
    const { allMessages, allMs, chatMs, groupMessages, groupMs } = this.pace
    const credit = this.creditOf(chat, now)
    return Math.max(
      0,
      this.pausedUntil - now,
      (this.pauses.get(chat) ?? 0) - now,
      credit < 1 ? Math.ceil((1 - credit) * chatMs) : 0,
      room(this.sent, allMessages, allMs, now),
      isGroup(chat) && !isEdit ? room(this.groups.get(chat) ?? [], groupMessages, groupMs, now) : 0,
    )
  }

  /** A message goes to a chat. */
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

  /** Telegram said "too many requests" for a message to a chat: it waits; and all wait when it says so to several. */
  refused(chat: string, now: number, retryAfterMs: number): void {
    const until = now + retryAfterMs
    this.pauses.set(chat, Math.max(until, this.pauses.get(chat) ?? 0))
    this.refusals = [...this.refusals.filter(({ at }) => at > now - TOGETHER_MS), { chat, at: now, until }]
    if (new Set(this.refusals.map((one) => one.chat)).size > 1) {
      this.pausedUntil = Math.max(this.pausedUntil, ...this.refusals.map((one) => one.until))
    }
  }

  private creditOf(chat: string, now: number): number {
    const { burst, chatMs } = this.pace
    const known = this.chats.get(chat)
    return known ? Math.min(burst, known.credit + (now - known.at) / chatMs) : burst
  }
}

/** Bot API: the id of a group or channel is negative. */
const isGroup = (chat: string) => chat.startsWith("-")

const since = (times: number[], start: number) => times.filter((time) => time > start)

/** How long until one more fits among so many in any stretch of time. */
function room(times: number[], most: number, ms: number, now: number): number {
  const recent = since(times, now - ms)
  return recent.length < most ? 0 : recent[recent.length - most] + ms - now
}
