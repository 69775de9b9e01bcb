import { ACCOUNT_FIELD } from "./checkout-url"

/** Lifetime of a transaction from Payme's `time`: 12 hours, in ms. */
export const LIFETIME_MS = 43_200_000

/** Payme's cancel reasons that the shop uses, by the shop's cause. */
const REASONS = { failed: 3, timed_out: 4, refunded: 5 } as const

type Cause = keyof typeof REASONS

/** The shop's cause of a cancel reason of Payme. Reasons other than a timeout and a refund are failures. */
export const causeOf = (reason: number): Cause =>
  reason === REASONS.refunded ? "refunded" : reason === REASONS.timed_out ? "timed_out" : "failed"

type Time = Date | string

/** The transaction data that the answers need. */
export type Transaction = {
  id: string
  external_id: string
  reference: string
  /** In tiyin. */
  amount: number
  state: "in_progress" | "performed" | "canceled"
  cancel_cause: Cause | null
  /** Payme's reason, if Payme canceled the transaction. */
  reason: number | null
  gateway_time: Time
  began_at: Time
  performed_at: Time | null
  canceled_at: Time | null
}

const ms = (time: Time | null) => (time === null ? 0 : new Date(time).getTime())

/**
 * Payme's state: 1 created, 2 performed, -1 canceled before it was performed, -2 canceled after it was
 * performed.
 */
function stateOf({ state, performed_at }: Transaction): 1 | 2 | -1 | -2 {
  if (state === "canceled") {
    return performed_at === null ? -1 : -2
  }
  return state === "performed" ? 2 : 1
}

export const created = (transaction: Transaction) => ({
  create_time: ms(transaction.began_at),
  transaction: transaction.id,
  state: stateOf(transaction),
  receivers: null,
})

export const performed = (transaction: Transaction) => ({
  transaction: transaction.id,
  perform_time: ms(transaction.performed_at),
  state: stateOf(transaction),
})

export const canceled = (transaction: Transaction) => ({
  transaction: transaction.id,
  cancel_time: ms(transaction.canceled_at),
  state: stateOf(transaction),
})

export const checked = (transaction: Transaction) => ({
  create_time: ms(transaction.began_at),
  perform_time: ms(transaction.performed_at),
  cancel_time: ms(transaction.canceled_at),
  transaction: transaction.id,
  state: stateOf(transaction),
  reason: transaction.reason ?? (transaction.cancel_cause && REASONS[transaction.cancel_cause]),
})

/** One entry of the answer to GetStatement. */
export const stated = (transaction: Transaction) => ({
  id: transaction.external_id,
  time: ms(transaction.gateway_time),
  amount: transaction.amount,
  account: { [ACCOUNT_FIELD]: transaction.reference },
  ...checked(transaction),
  receivers: null,
})
