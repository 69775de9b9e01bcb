import type { InferTypeOf } from "@medusajs/framework/types"
import type { Account } from "./models/account"

export type AccountRecord = InferTypeOf<typeof Account>

/** A process that handles queues. */
export type LeaseHolder = {
  holder: string
  /** Lifetime of a lease in seconds, unless it is renewed. */
  seconds: number
}

/** Result of storing an update. */
export type Accepted = {
  ownsLease: boolean
  /** Whether older updates of the queue are still waiting. */
  isBehind: boolean
  /** Number of updates that have joined the queue. The holder passes it back when it releases the lease. */
  calls: number
  /** The person's account after the previous update; undefined if it does not exist yet. */
  account: AccountRecord | undefined
}

/** The account's columns; all null if there is no account. */
export type AccountColumns = AccountRecord | { [Field in keyof AccountRecord]: null }

export type AcceptedRow = { lease_holder: string; lease_calls: number; is_behind: boolean } & AccountColumns

/** The next update of a queue. The payload is null if the queue is empty. */
export type NextUpdate = {
  payload: Record<string, unknown> | null
  /** Number of attempts to handle the update, including this one. */
  takes: number
  storedAt: Date | undefined
  calls: number
  /** The person's account after the previous update; undefined if it does not exist yet. */
  account: AccountRecord | undefined
}

export type NextRow = {
  lease_calls: number
  update_payload: NextUpdate["payload"]
  update_takes: number
  update_stored_at: Date | null
} & AccountColumns

export type FinishedUpdate = {
  id: number
  queue: string
  holder: string
  calls: number
  accountId: string | undefined
  session: object | undefined
}
