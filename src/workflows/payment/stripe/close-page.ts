import type { MedusaContainer } from "@medusajs/framework/types"
import { isStripeError } from "../../../providers/payment-stripe-checkout/protocol/client"
import { stripeOf } from "./account"
import { followStripePayment } from "./follow-payment"

/**
 * Expires a Checkout Session, so that nobody pays for a finished order. If it was paid at the same moment, the
 * payment is processed and refunded.
 *
 * @param pageId "cs_…"
 * @throws if Stripe is unreachable; the sweep retries it
 */
export async function closePage(container: MedusaContainer, pageId: string): Promise<void> {
  try {
    await stripeOf(container)?.checkout.sessions.expire(pageId)
  } catch (error) {
    if (!isStripeError(error) || error.type !== "StripeInvalidRequestError") {
      throw error
    }
    await followStripePayment(container, pageId)
  }
}
