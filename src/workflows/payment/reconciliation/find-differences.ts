import type { ReportedTransaction } from "../../../modules/gateway/report-statements"
import { gatewayOf } from "../gateways"
import type { CapturedPayment, NamedPayment } from "./medusa-payments"

/**
 * Kinds of differences:
 * - `not_captured`: the gateway has the money, and Medusa has captured nothing
 * - `amount_differs`: Medusa has captured another amount
 * - `not_refunded`: the gateway has refunded more than Medusa
 * - `no_transaction`: Medusa has captured a payment that has no gateway transaction
 * - `collection_differs`: a payment collection's captured amount differs from the sum of its captures
 */
export type FindingKind =
  "not_captured" | "amount_differs" | "not_refunded" | "no_transaction" | "collection_differs"

export type Finding = {
  kind: FindingKind
  provider_id: string
  gateway: string
  order_id: string | null
  reference: string | null
  transaction_id: string | null
  payment_id: string | null
  /** Expected and actual amount in Medusa, in minor units. */
  expected: number
  found: number
}

/** Money that moved within this time, in ms, may not have reached Medusa yet. */
const IN_FLIGHT_MS = 10 * 60_000

/** A gateway transaction and the Medusa payment of it. */
export type Pair = { transaction: ReportedTransaction; payment: NamedPayment | undefined }

/** Sums of a pair in minor units: taken and refunded by the gateway, captured and refunded by Medusa. */
export function sumsOf({ transaction, payment }: Pair) {
  const taken = Number(transaction.amount)
  const refunded = payment?.refunded ?? 0
  const reported = Number(transaction.refunded_amount)
  // A refund over the gateway's API need not be reported by the gateway again.
  const returned =
    gatewayOf(transaction.provider_id).refunds === "api" ? Math.max(reported, refunded) : reported
  return { taken, captured: payment?.captured ?? 0, returned, refunded }
}

/** Whether the check covers the transaction: not if its money moved recently or staff have resolved it. */
export function isChecked({ resolved_at, state, settled_state, ...times }: ReportedTransaction, now: Date) {
  const moved = times.canceled_at ?? times.performed_at
  const isYoung = moved !== null && now.getTime() - new Date(moved).getTime() < IN_FLIGHT_MS
  return resolved_at === null && !(state !== settled_state && isYoung)
}

function kindOf(pair: Pair): { kind: FindingKind; expected: number; found: number } | undefined {
  const { taken, captured, returned, refunded } = sumsOf(pair)
  const isCanceled = pair.transaction.state === "canceled"
  if (captured === 0) {
    // Refunded before Medusa captured it: no difference.
    return isCanceled ? undefined : { kind: "not_captured", expected: taken, found: 0 }
  }
  if (captured !== taken) {
    return { kind: "amount_differs", expected: taken, found: captured }
  }
  return returned === refunded ? undefined : { kind: "not_refunded", expected: returned, found: refunded }
}

/** The difference between a gateway transaction and its payment, if any. */
export function findingOf(pair: Pair): Finding | undefined {
  const { id, provider_id, order_id, reference } = pair.transaction
  const found = kindOf(pair)
  return (
    found && {
      ...found,
      provider_id,
      gateway: gatewayOf(provider_id).name,
      order_id,
      reference,
      transaction_id: id,
      payment_id: pair.payment?.id ?? null,
    }
  )
}

/** Builds a finding that concerns only Medusa's payment, without a gateway transaction. */
export function findingIn(payment: CapturedPayment, kind: "no_transaction" | "collection_differs"): Finding {
  const { id, provider_id, order_id, reference, captured, collection } = payment
  const isCollection = kind === "collection_differs"
  return {
    kind,
    provider_id,
    gateway: gatewayOf(provider_id).name,
    order_id,
    reference,
    transaction_id: null,
    payment_id: id,
    expected: isCollection ? collection.has : 0,
    found: isCollection ? collection.says : captured,
  }
}
