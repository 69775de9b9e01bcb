import type { Update } from "grammy/types"
import type { AccountRecord } from "./context"
import type { Session } from "./session"

/** Data about an update in flight, shared by the update queue and the bot's middleware. */
export type Handling = {
  /** The sender's account, when the queue has already read it. */
  account?: AccountRecord
  /** True after the first handler has started: the update may have had effects. */
  hasBegun: boolean
  /** Time at which the update was stored, if a stopped process may have already handled it. */
  mayHaveActedSince?: Date
  /** The session to save, when it changed. */
  keep?: { accountId: string; session: Session }
  /** The feature that handled the update. */
  feature: string
  outcome: "ok" | "refused" | "failed"
}

const handlings = new WeakMap<Update, Handling>()

/** The shared data of an update in flight. */
export function handlingOf(update: Update): Handling {
  const known = handlings.get(update)
  if (known) {
    return known
  }
  const handling: Handling = { hasBegun: false, feature: "none", outcome: "ok" }
  handlings.set(update, handling)
  return handling
}
