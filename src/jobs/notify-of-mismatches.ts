import type { MedusaContainer } from "@medusajs/framework/types"
import { notifyOfMismatches } from "../bot/messages/announcements/payment-notices"
import { showStuckPayments } from "../workflows/payment/settlement/show-stuck-payments"

/** Sweep: flags payments that are stuck, and notifies owners and managers once of each new mismatch. */
export default async function notifyOfPayments(container: MedusaContainer): Promise<void> {
  await showStuckPayments(container)
  await notifyOfMismatches(container)
}

export const config = { name: "notify-of-mismatches", schedule: "25,55 * * * * *" }
