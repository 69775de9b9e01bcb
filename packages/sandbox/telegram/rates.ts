import { tooManyRequests } from "./errors"
import type { ChatRecord } from "./state"

const everywhere = { messages: 30, ms: 1000 }
const inGroup = { messages: 20, ms: 60_000 }

/** Telegram's published rate limits for bots, except the soft limit of one message per second in a chat. */
export class RateLimits {
  private sent: { chat: number; at: number }[] = []

  constructor(
    private readonly enforced: boolean,
    private readonly clock: () => number,
  ) {}

  /** @throws ApiError 429 with `retry_after` in seconds when the limit is exceeded */
  take(chat: ChatRecord, messages = 1) {
    if (!this.enforced) return
    const now = this.clock()
    this.sent = this.sent.filter(({ at }) => at > now - inGroup.ms)
    this.check(this.sent, everywhere, messages, now)
    if (chat.type !== "private")
      this.check(
        this.sent.filter((one) => one.chat === chat.id),
        inGroup,
        messages,
        now,
      )
    for (let i = 0; i < messages; i++) this.sent.push({ chat: chat.id, at: now })
  }

  private check(sent: { at: number }[], limit: typeof everywhere, more: number, now: number) {
    const recent = sent.filter(({ at }) => at > now - limit.ms)
    const over = recent.length + more - limit.messages
    if (over <= 0) return
    const free = recent[Math.min(over, recent.length) - 1]
    throw tooManyRequests(Math.max(1, Math.ceil(((free?.at ?? now) + limit.ms - now) / 1000)))
  }
}
