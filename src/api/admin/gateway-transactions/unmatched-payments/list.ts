import type { MedusaContainer } from "@medusajs/framework/types"
import { findUnmatchedPayments } from "../../../../workflows/payment/reconciliation/unmatched-payments"
import { gatewayOf } from "../../../../workflows/payment/gateways"

/** Lists captured payments of the last 92 days that have no gateway transaction. Amounts are in minor units. */
export async function listUnmatchedPayments(container: MedusaContainer) {
  const unmatched = await findUnmatchedPayments(container)
  return {
    unmatched_payments: unmatched.map(
      ({ provider_id, id, order_id, reference, captured, currency_code, captured_at }) => ({
        id,
        provider_id,
        gateway: gatewayOf(provider_id).name,
        order_id,
        reference,
        amount: captured,
        currency_code,
        captured_at,
      }),
    ),
  }
}
