import type { MedusaContainer } from "@medusajs/framework/types"
import { notifyOfCheck } from "../bot/messages/announcements/payment-notices"
import { TIME_ZONE } from "../lib/shop"
import { checkGatewayPayments } from "../workflows/payment/reconciliation/check-payments"

/** Hour of the nightly check, in the shop's time zone. */
const HOUR = 3

const hourOf = (now: Date) =>
  Number(
    new Intl.DateTimeFormat("en-GB", { timeZone: TIME_ZONE, hour: "2-digit", hourCycle: "h23" }).format(now),
  )

/**
 * Compares the gateways' payments with Medusa's every night, by gateway and day. Logs differences and
 * notifies the operators.
 *
 * @param now the current time; tests pass their own
 */
export async function checkPayments(container: MedusaContainer, now: Date): Promise<void> {
  if (hourOf(now) !== HOUR) {
    return
  }
  const result = await checkGatewayPayments(container, now)
  await notifyOfCheck(container, result)
}

export default async function checkPaymentsAtNight(container: MedusaContainer): Promise<void> {
  await checkPayments(container, new Date())
}

// Runs every hour, because the server's time zone may differ from the shop's.
export const config = { name: "check-payments", schedule: "20 * * * *" }
