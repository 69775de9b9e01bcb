import type { MedusaContainer } from "@medusajs/framework/types"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import type { ClickResult } from "../../../providers/payment-click/merchant-api"
import { recordGatewayCall } from "../transactions/record-gateway-call"
import { CLICK } from "../../../lib/shop"

export type Asked = {
  /** Path of the Merchant API method, for example "payment/reversal". */
  method: string
  request?: Record<string, unknown>
  result: ClickResult<unknown>
  /** Start of the call, from `performance.now()`, in ms. */
  started: number
}

export const outcomeOf = (result: ClickResult<unknown>) =>
  "answer" in result ? "ok" : "refusal" in result ? "refused" : "failed"

/** Records a call of the shop to Click's Merchant API in the payment's history. */
export async function recordAnswer(
  container: MedusaContainer,
  { external_id, payment_id, reference }: GatewayTransactionRecord,
  { method, request, result, started }: Asked,
): Promise<void> {
  await recordGatewayCall(container, {
    provider_id: CLICK,
    external_id,
    method,
    reference,
    request: { payment_id, ...request },
    answer: result,
    outcome: outcomeOf(result),
    took_ms: Math.round(performance.now() - started),
  })
}
