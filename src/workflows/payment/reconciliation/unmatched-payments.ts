import type { MedusaContainer } from "@medusajs/framework/types"
import { unmatchedPayments, type CapturedPayment } from "./medusa-payments"

/** How far back unmatched payments are searched, in days. */
const DAYS = 92

/** Lists unresolved unmatched payments of the last 92 days, newest first. */
export async function findUnmatchedPayments(
  container: MedusaContainer,
  now: Date = new Date(),
): Promise<CapturedPayment[]> {
  const from = new Date(now.getTime() - DAYS * 24 * 3_600_000)
  const found: CapturedPayment[] = []
  for await (const batch of unmatchedPayments(container, { from, until: now })) {
    found.push(...batch)
  }
  return found.reverse()
}
