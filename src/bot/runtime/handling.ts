import type { Update } from "grammy/types"
import type { AccountRecord } from "./context"
import type { Session } from "./session"

/** What the queue and the bot's middleware tell each other of an update while it is in flight. */
export type Handling = {
  /** The person's account, where the queue knows it already. */
  account?: AccountRecord
  /** Handlers have seen it: from here on it may have had effects. */
  hasBegun: boolean
  /** When the update was stored, if it may have acted before: the process that had it in flight died. */
  mayHaveActedSince?: Date
  /** What the person's account is to keep, told when it changed. */
  keep?: { accountId: string; session: Session }
  /** The part of the bot that took it. */
  feature: string
  outcome: "ok" | "refused" | "failed"
}

const handlings = new WeakMap<Update, Handling>()

/** The handling of an update, the same for everybody who asks. */
export function handlingOf(update: Update): Handling {
  const known = handlings.get(update)
  if (known) {
    return known
  }
  const handling: Handling = { hasBegun: false, feature: "none", outcome: "ok" }
  handlings.set(update, handling)
  return handling
}
