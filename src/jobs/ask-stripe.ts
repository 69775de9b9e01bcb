import type { MedusaContainer } from "@medusajs/framework/types"
import { askStripe } from "../workflows/payment/stripe/ask-stripe"

/** Interval of the search for payments without a webhook event, in minutes. */
const THOROUGH_MINUTES = 15
/** Hour (server time) of the daily search, which also covers payments that banks process for several days. */
const DAILY_HOUR = 4

/** Sweep: queries Stripe about unfinished payments and completes them. */
export default async function sweepStripe(container: MedusaContainer): Promise<void> {
  const now = new Date()
  const isThorough = now.getMinutes() % THOROUGH_MINUTES === 0
  const isDaily = now.getHours() === DAILY_HOUR && now.getMinutes() === 0
  await askStripe(container, { is_thorough: isThorough, is_daily: isDaily })
}

export const config = { name: "ask-stripe", schedule: "50 * * * * *" }
