import type { MedusaContainer } from "@medusajs/framework/types"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { toSmallest } from "../../../providers/payment-stripe-checkout/protocol/units"
import { returnedInCash } from "../settlement/returned-in-cash"
import { stripeOf } from "./account"
import { followStripePayment } from "./follow-payment"

/**
 * Refunds the rest of a payment that the shop cannot keep, without what was given back in cash. The idempotency key makes a
 * repeated call the same refund.
 *
 * @throws errors of Stripe; the refund stays due
 */
export async function returnMoney(
  container: MedusaContainer,
  transaction: GatewayTransactionRecord,
): Promise<void> {
  const { external_id: id, reference, currency_code: currency } = transaction
  const stripe = stripeOf(container)
  if (!stripe) {
    return
  }
  const { latest_charge: charge } = await stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] })
  const kept = toSmallest((await returnedInCash(container, transaction)).given, currency) ?? 0
  if (charge && typeof charge !== "string" && charge.amount_refunded + kept < charge.amount_captured) {
    await stripe.refunds.create(
      {
        payment_intent: id,
        amount: charge.amount_captured - charge.amount_refunded - kept,
        metadata: { reference },
      },
      { idempotencyKey: `return-${id}-${charge.amount_refunded}` },
    )
  }
  await followStripePayment(container, id)
}
