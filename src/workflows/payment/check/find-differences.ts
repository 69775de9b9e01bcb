import { MathBN } from "@medusajs/framework/utils"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { gatewayOf } from "../rules/gateways"
import type { CapturedPayment } from "./medusa-payments"

/**
 * What does not sum up:
 * - `not_captured`: the gateway has the money, and Medusa has captured nothing,
 * - `amount_differs`: Medusa has captured another sum,
 * - `not_refunded`: the gateway has given more back than Medusa has refunded,
 * - `no_transaction`: Medusa has captured what the gateway never had,
 * - `collection_differs`: an order says another sum than its payments.
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
  /** In minor units: what there should be in Medusa, and what is there. */
  expected: number
  found: number
}

/** Money that moved so shortly ago is still on its way into Medusa. */
const ON_ITS_WAY_MS = 10 * 60_000

/** A gateway's transaction with Medusa's payment of it. */
export type Pair = { transaction: GatewayTransactionRecord; payment: CapturedPayment | undefined }

/** What a gateway took and gave back, and what Medusa captured and refunded, in minor units. */
export function sumsOf({ transaction, payment }: Pair) {
  const taken = MathBN.convert(transaction.amount).toNumber()
  const refunded = payment?.refunded ?? 0
  const told = MathBN.convert(transaction.refunded_amount ?? 0).toNumber()
  // Where the shop refunds over the gateway's API, the gateway need not say it once more.
  const returned = gatewayOf(transaction.provider_id).refunds === "api" ? Math.max(told, refunded) : told
  return { taken, captured: payment?.captured ?? 0, returned, refunded }
}

/** Whether it is to be looked at: not what is on its way, nor what someone has put right outside the shop. */
export function isJudged(
  { resolved_at, state, settled_state, ...times }: GatewayTransactionRecord,
  now: Date,
) {
  const moved = times.canceled_at ?? times.performed_at
  const isYoung = moved !== null && now.getTime() - new Date(moved).getTime() < ON_ITS_WAY_MS
  return resolved_at === null && !(state !== settled_state && isYoung)
}

function kindOf(pair: Pair): { kind: FindingKind; expected: number; found: number } | undefined {
  const { taken, captured, returned, refunded } = sumsOf(pair)
  const isCanceled = pair.transaction.state === "canceled"
  if (captured === 0) {
    // Given back before it reached Medusa: nothing is owed to anybody.
    return isCanceled ? undefined : { kind: "not_captured", expected: taken, found: 0 }
  }
  if (captured !== taken) {
    return { kind: "amount_differs", expected: taken, found: captured }
  }
  return returned === refunded ? undefined : { kind: "not_refunded", expected: returned, found: refunded }
}

/** What is wrong with a gateway's transaction, if anything. */
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

/** What is wrong with a payment of Medusa's by itself. */
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
