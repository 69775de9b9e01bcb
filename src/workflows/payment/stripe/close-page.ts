import type { MedusaContainer } from "@medusajs/framework/types"
import { isStripeError } from "../../../providers/payment-stripe-checkout/protocol/client"
import { stripeOf } from "./account"
import { followStripePayment } from "./follow-payment"

/**
 * Closes a page of Stripe's, so that nobody pays there for an order that is over. One that was paid at that very
 * moment is followed: its money goes back.
 *
 * @param pageId "cs_…"
 * @throws when Stripe cannot be reached; the sweep closes it then
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
