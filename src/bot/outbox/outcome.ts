import { GrammyError, HttpError } from "grammy"
import { isNotSent, isUnreachable } from "../runtime/api-errors"

/**
 * What a failed call to Telegram means for the message:
 * - `busy`: too many requests; it goes after so many seconds, and it is not its fault,
 * - `later`: Telegram is out of order or out of reach, and certainly did nothing,
 * - `lost`: nobody knows whether Telegram did it,
 * - `unreachable`: nobody can be written to there,
 * - `refused`: Telegram will never take this message.
 */
export type Outcome =
  { kind: "busy"; seconds: number } | { kind: "later" | "lost" | "unreachable" | "refused" }

/** Refusals that speak of the bot or of Telegram and not of the message: the token, another poller, the servers. */
const PASSING = new Set([401, 404, 409])

export function outcomeOf(error: unknown): Outcome {
  if (error instanceof GrammyError) {
    const { error_code: code, parameters } = error
    if (code === 429) {
      return { kind: "busy", seconds: parameters.retry_after ?? 1 }
    }
    if (isUnreachable(error) || code === 403) {
      return { kind: "unreachable" }
    }
    return { kind: code >= 500 || PASSING.has(code) ? "later" : "refused" }
  }
  return { kind: error instanceof HttpError && !isNotSent(error) ? "lost" : "later" }
}

const LONGEST_PAUSE_SECONDS = 60

/** How long a message that failed so often waits, in seconds. */
export function pauseAfter(attempts: number): number {
  return Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.min(attempts, 10))
}

/** After so many hours a message is no news any more: work can still wait for a card. */
const GIVEN_UP_AFTER_HOURS = { notice: 6, card: 24 }

type Enqueued = {
  kind: "notice" | "card"
  enqueued_at: Date | string | null
  good_until: Date | string | null
}

/**
 * Whether a message is too late to be sent.
 *
 * @returns `skipped` when it means nothing any more, `failed` when it is given up
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
