import type { InferTypeOf } from "@medusajs/framework/types"
import type { Account } from "./models/account"

export type AccountRecord = InferTypeOf<typeof Account>

/** A process that works off queues. */
export type LeaseHolder = {
  holder: string
  /** Lifetime of a lease in seconds, unless it is renewed. */
  seconds: number
}

/** An update that was stored. */
export type Accepted = {
  ownsLease: boolean
  /** Older updates of its queue wait: it is not the first to act. */
  isBehind: boolean
  /** Number of updates that joined the queue; passed back when the lease is released. */
  calls: number
  /** The person's account as the update before this one left it; undefined at the first one. */
  account: AccountRecord | undefined
}

/** The account's columns, empty where there is none. */
export type AccountColumns = AccountRecord | { [Field in keyof AccountRecord]: null }

export type AcceptedRow = { lease_holder: string; lease_calls: number; is_behind: boolean } & AccountColumns

/** What a queue has next; nothing when its payload is null. */
export type NextUpdate = {
  payload: Record<string, unknown> | null
  /** How often it was taken from the queue, this time included. */
  takes: number
  storedAt: Date | undefined
  calls: number
  /** The account of the person whose queue it is, as their update before this one left it. */
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
