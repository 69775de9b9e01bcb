import type { MedusaContainer } from "@medusajs/framework/types"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import type { Told } from "../../../providers/payment-click/merchant-api"
import { recordGatewayCall } from "../record-gateway-call"
import { CLICK } from "./cabinet"

export type Asked = {
  /** Path of the Merchant API method, for example "payment/reversal". */
  method: string
  request?: Record<string, unknown>
  told: Told<unknown>
  /** Start of the call, from `performance.now()`, in ms. */
  started: number
}

export const outcomeOf = (told: Told<unknown>) =>
  "answer" in told ? "ok" : "refusal" in told ? "refused" : "failed"

/** Records a call of the shop to Click's Merchant API in the payment's history. */
export async function recordAnswer(
  container: MedusaContainer,
  { external_id, payment_id, reference }: GatewayTransactionRecord,
  { method, request, told, started }: Asked,
): Promise<void> {
  await recordGatewayCall(container, {
    provider_id: CLICK,
    external_id,
    method,
    reference,
    request: { payment_id, ...request },
    answer: told,
    outcome: outcomeOf(told),
    took_ms: Math.round(performance.now() - started),
  })
}
