import type { Attention } from "../../../modules/gateway/models/gateway-transaction"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { gatewayOf } from "./gateways"

/**
 * What staff may do about a gateway's transaction:
 * - `settle`: Medusa's payment is brought after the gateway's word once more,
 * - `refund`: the money goes back over the gateway's API; where only its cabinet refunds, it is marked as due there,
 * - `resolve`: someone has put it right outside the shop, and says how.
 */
export const MENDING_STEPS = ["settle", "refund", "resolve"] as const
export type ResolutionStep = (typeof MENDING_STEPS)[number]

/** Money that lies with the gateway and is not the shop's. */
const TO_BE_REFUNDED: Attention[] = ["order_canceled", "already_paid", "amount_differs", "refund_due"]
/** What another try may put right: Medusa works again, or staff have changed the order back. */
const WORTH_A_TRY: Attention[] = ["unsettled", "amount_differs"]

type Judged = Pick<GatewayTransactionRecord, "provider_id" | "state" | "settled_state" | "needs_attention">

/** The steps that may be taken now; the routes refuse the others. */
export function resolutionSteps(transaction: Judged): ResolutionStep[] {
  const { provider_id: id, state, settled_state: settled, needs_attention: attention } = transaction
  const { refunds } = gatewayOf(id)
  // Medusa has a payment of it, which its provider can refund.
  const isCaptured = state === "performed" && settled === "performed"
  if (!attention) {
    return isCaptured && refunds === "cabinet" ? ["refund"] : []
  }
  const isRefundable = isCaptured && refunds === "api" && TO_BE_REFUNDED.includes(attention)
  return [
    ...(WORTH_A_TRY.includes(attention) ? (["settle"] as const) : []),
    ...(isRefundable ? (["refund"] as const) : []),
    "resolve",
  ]
}
