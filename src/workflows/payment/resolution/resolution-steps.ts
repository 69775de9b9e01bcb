import type { Attention } from "../../../modules/gateway/models/gateway-transaction"
import { TO_BE_REFUNDED, type GatewayTransactionRecord } from "../../../modules/gateway/types"
import { gatewayOf } from "../gateways"

/**
 * Actions of staff on a gateway transaction:
 * - `settle`: applies the gateway's state to Medusa's payment again
 * - `refund`: refunds over the gateway's API, or marks the refund as due if the gateway refunds only in its
 *   cabinet
 * - `resolve`: marks it as resolved outside the shop, with a note
 */
export const RESOLUTION_STEPS = ["settle", "refund", "resolve"] as const
export type ResolutionStep = (typeof RESOLUTION_STEPS)[number]

/** Attention reasons that another attempt can resolve: Medusa has recovered, or staff have corrected the order. */
const WORTH_A_TRY: Attention[] = ["unsettled", "amount_differs"]

type Resolvable = Pick<
  GatewayTransactionRecord,
  "provider_id" | "state" | "settled_state" | "needs_attention"
>

/** Returns the actions that are allowed now; the routes reject others. */
export function resolutionSteps(transaction: Resolvable): ResolutionStep[] {
  const { provider_id: id, state, settled_state: settled, needs_attention: attention } = transaction
  const { refunds } = gatewayOf(id)
  // Medusa has captured the payment, so the provider can refund it.
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
