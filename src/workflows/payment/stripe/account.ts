import type { MedusaContainer } from "@medusajs/framework/types"
import type Stripe from "stripe"
import { stripeClient } from "../../../providers/payment-stripe-checkout/protocol/client"
import { stripeOptionsOf } from "../../settings"

/** Medusa's id of the provider that is paid on Stripe's page; the shop's gateway records carry it too. */
export const STRIPE = "pp_stripe-checkout_stripe-checkout"

/** The shop's Stripe account; undefined where nobody pays by Stripe. */
export function stripeOf(container: MedusaContainer): Stripe | undefined {
  const options = stripeOptionsOf(container)
  return options && stripeClient(options)
}
