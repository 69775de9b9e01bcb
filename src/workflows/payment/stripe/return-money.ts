import type { MedusaContainer } from "@medusajs/framework/types"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { stripeOf } from "./account"
import { followStripePayment } from "./follow-payment"

/**
 * Refunds the rest of a payment that the shop cannot keep. The idempotency key makes a repeated call the same
 * refund.
 *
 * @throws errors of Stripe; the refund stays due
 */
export async function returnMoney(
  container: MedusaContainer,
  { external_id: id, reference }: GatewayTransactionRecord,
): Promise<void> {
  const stripe = stripeOf(container)
  if (!stripe) {
    return
  }
  const { latest_charge: charge } = await stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] })
  if (charge && typeof charge !== "string" && charge.amount_refunded < charge.amount_captured) {
    await stripe.refunds.create(
      {
        payment_intent: id,
        amount: charge.amount_captured - charge.amount_refunded,
        metadata: { reference },
      },
      { idempotencyKey: `return-${id}-${charge.amount_refunded}` },
    )
  }
  await followStripePayment(container, id)
}
