import { GrammyError, HttpError } from "grammy"
import { isNotSent, isUnreachable, movedTo } from "../runtime/api-errors"

/**
 * Meaning of a failed call to Telegram:
 * - `busy`: rate limit; retried after `seconds`, and not counted as an attempt,
 * - `later`: Telegram or the connection failed before Telegram processed the call; retried,
 * - `lost`: the response was lost, so the delivery is unknown,
 * - `unreachable`: the bot cannot write to this chat, with Telegram's reason,
 * - `moved`: the group became the supergroup `to`,
 * - `refused`: Telegram will never accept this message.
 */
export type Outcome =
  | { kind: "busy"; seconds: number }
  | { kind: "moved"; to: string }
  | { kind: "unreachable"; reason: string }
  | { kind: "later" | "lost" | "refused" }

/**
 * Status codes about the bot and not the message: wrong token (401, 404) and a second poller (409). The
 * message is retried.
 */
const PASSING = new Set([401, 404, 409])

export function outcomeOf(error: unknown): Outcome {
  if (error instanceof GrammyError) {
    const { error_code: code, parameters } = error
    if (code === 429) {
      return { kind: "busy", seconds: parameters.retry_after ?? 1 }
    }
    const to = movedTo(error)
    if (to) {
      return { kind: "moved", to }
    }
    if (isUnreachable(error) || code === 403) {
      return { kind: "unreachable", reason: error.description }
    }
    return { kind: code >= 500 || PASSING.has(code) ? "later" : "refused" }
  }
  return { kind: error instanceof HttpError && !isNotSent(error) ? "lost" : "later" }
}

const LONGEST_PAUSE_SECONDS = 60

/** Pause in seconds before the next attempt: exponential, at most 60 s. */
export function pauseAfter(attempts: number): number {
  return Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.min(attempts, 10))
}

/**
 * Hours after which an undelivered message is given up. A card stays useful for longer, because work depends
 * on it.
 */
const GIVEN_UP_AFTER_HOURS = { notice: 6, card: 24 }

type Enqueued = {
  kind: "notice" | "card"
  enqueued_at: Date | string | null
  good_until: Date | string | null
}

/**
 * Whether a message has expired.
 *
 * @returns `skipped` after its `good_until`, `failed` after too many hours in the outbox, undefined while it
 * is valid
 */
export function lateness(
  { kind, enqueued_at, good_until }: Enqueued,
  now: Date,
): "skipped" | "failed" | undefined {
  if (good_until && new Date(good_until) < now) {
    return "skipped"
  }
  const hours = GIVEN_UP_AFTER_HOURS[kind]
  return enqueued_at && now.getTime() - new Date(enqueued_at).getTime() > hours * 3_600_000
    ? "failed"
    : undefined
}
