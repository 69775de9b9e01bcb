import type { MedusaContainer } from "@medusajs/framework/types"
import { findLonePayments } from "../../../../workflows/payment/check/unmatched-payments"
import { gatewayOf } from "../../../../workflows/payment/rules/gateways"

/** Captured payments of the last three months that their gateways know nothing of. */
export async function listLonePayments(container: MedusaContainer) {
  const lone = await findLonePayments(container)
  return {
    lone_payments: lone.map(
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
