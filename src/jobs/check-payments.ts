import type { MedusaContainer } from "@medusajs/framework/types"
import { tellOfCheck } from "../bot/messages/announcements/payment-notices"
import { TIME_ZONE } from "../lib/shop"
import { checkPaymentsWorkflow } from "../workflows/payment/check-payments"

/** When the shop sleeps, by its own clock. */
const HOUR = 3

const hourOf = (now: Date) =>
  Number(
    new Intl.DateTimeFormat("en-GB", { timeZone: TIME_ZONE, hour: "2-digit", hourCycle: "h23" }).format(now),
  )

/**
 * Every night the gateways' money is held against Medusa's, by gateway and day; where it does not sum up, the log
 * and those who watch over the shop are told.
 *
 * @param now what counts as the present; a test may come at night
 */
export async function checkPayments(container: MedusaContainer, now: Date): Promise<void> {
  if (hourOf(now) !== HOUR) {
    return
  }
  const { result } = await checkPaymentsWorkflow(container).run({ input: { now: now.toISOString() } })
  await tellOfCheck(container, result)
}

export default async function checkPaymentsAtNight(container: MedusaContainer): Promise<void> {
  await checkPayments(container, new Date())
}

// Every hour, for the server's clock need not be the shop's.
export const config = { name: "check-payments", schedule: "20 * * * *" }
