import type { InferTypeOf } from "@medusajs/framework/types"
import type { GatewayCall } from "./models/gateway-call"
import type { GatewayEvent } from "./models/gateway-event"
import type { GatewayResolution } from "./models/gateway-resolution"
import type { Attention, CancelCause, GatewayTransaction } from "./models/gateway-transaction"

export type GatewayTransactionRecord = InferTypeOf<typeof GatewayTransaction>
/** The reasons for attention that mean: this money must be refunded. */
export const TO_BE_REFUNDED: Attention[] = ["order_canceled", "already_paid", "amount_differs", "refund_due"]

export type GatewayCallRecord = InferTypeOf<typeof GatewayCall>
export type GatewayEventRecord = InferTypeOf<typeof GatewayEvent>
export type GatewayResolutionRecord = InferTypeOf<typeof GatewayResolution>

/** The provider and the gateway's transaction id. */
export type TransactionName = { provider_id: string; external_id: string }

export type NewTransaction = TransactionName & {
  order_id: string
  reference: string
  payment_id?: string | null
  /** In minor units. */
  amount: number
  currency_code: string
  gateway_time: Date
  began_at: Date
  expires_at: Date | null
  /** Whether it pays the difference of a paid order that an edit made more expensive. Then settled transactions do not block it. */
  is_difference?: boolean
}

/** Why a transaction is canceled, and the gateway's own number of the reason, if it sent one. */
export type Cancellation = { cause: CancelCause; reason?: number | null }

export type Begun =
  | { transaction: GatewayTransactionRecord }
  /** Another transaction of the order is in progress or performed. */
  | { busy: GatewayTransactionRecord }

/** A gateway call to record. */
export type NewCall = {
  provider_id: string
  method: string
  external_id: string | null
  reference: string | null
  /** Redacted; see the model. */
  request: Record<string, unknown>
  answer: Record<string, unknown>
  outcome: "ok" | "refused" | "failed"
  took_ms: number
}
