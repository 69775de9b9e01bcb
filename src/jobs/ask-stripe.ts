import type { MedusaContainer } from "@medusajs/framework/types"
import { askStripeWorkflow } from "../workflows/payment/stripe/ask-stripe"

/** Every so many minutes the shop looks for payments that nobody told it of. */
const THOROUGH_MINUTES = 15

/** What is unfinished with Stripe is asked for, and finished. */
export default async function askStripe(container: MedusaContainer): Promise<void> {
  const isThorough = new Date().getMinutes() % THOROUGH_MINUTES === 0
  await askStripeWorkflow(container).run({ input: { is_thorough: isThorough } })
}

export const config = { name: "ask-stripe", schedule: "* * * * *" }
