import type { MedusaContainer } from "@medusajs/framework/types"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import type { Told } from "../../../providers/payment-click/merchant-api"
import { recordGatewayCall } from "../record-gateway-call"
import { CLICK } from "./cabinet"

export type Asked = {
  /** As the Merchant API's path says it, such as "payment/reversal". */
  method: string
  request?: Record<string, unknown>
  told: Told<unknown>
  /** When it was asked, by `performance.now()`. */
  started: number
}

export const outcomeOf = (told: Told<unknown>) =>
  "answer" in told ? "ok" : "refusal" in told ? "refused" : "failed"

/** Keeps in a payment's history what Click was asked about it by the shop, and what it said. */
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
