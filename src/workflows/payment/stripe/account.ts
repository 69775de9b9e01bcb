import type { MedusaContainer } from "@medusajs/framework/types"
import type Stripe from "stripe"
import { stripeClient } from "../../../providers/payment-stripe-checkout/protocol/client"
import { optionsOf } from "../../settings"

/** Returns the Stripe client; undefined if Stripe is not configured. */
export function stripeOf(container: MedusaContainer): Stripe | undefined {
  const options = optionsOf(container).stripe
  return options && stripeClient(options)
}
