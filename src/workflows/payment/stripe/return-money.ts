import type { MedusaContainer } from "@medusajs/framework/types"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { stripeOf } from "./account"
import { followStripePayment } from "./follow-payment"

/**
 * Gives back, over Stripe's API, what is left of a payment that the shop cannot keep. Asked again it is the same
 * refund to Stripe.
 *
 * @throws what Stripe throws; it stays to be given back then
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
