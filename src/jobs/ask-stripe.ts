import type { MedusaContainer } from "@medusajs/framework/types"
import { askStripeWorkflow } from "../workflows/payment/stripe/ask-stripe"

/** Every so many minutes the shop looks for payments that nobody told it of. */
const THOROUGH_MINUTES = 15
/** At this hour of the server's clock, once, also for those that banks are long about. */
const DAILY_HOUR = 4

/** What is unfinished with Stripe is asked for, and finished. */
export default async function askStripe(container: MedusaContainer): Promise<void> {
  const now = new Date()
  const isThorough = now.getMinutes() % THOROUGH_MINUTES === 0
  const isDaily = now.getHours() === DAILY_HOUR && now.getMinutes() === 0
  await askStripeWorkflow(container).run({ input: { is_thorough: isThorough, is_daily: isDaily } })
}

export const config = { name: "ask-stripe", schedule: "50 * * * * *" }
