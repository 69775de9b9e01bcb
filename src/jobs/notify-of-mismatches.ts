import type { MedusaContainer } from "@medusajs/framework/types"
import { notifyOfMismatches } from "../bot/messages/announcements/payment-notices"
import { showStuckPaymentsWorkflow } from "../workflows/payment/show-stuck-payments"

/** Sweep: flags payments that are stuck, and notifies owners and managers once of each new mismatch. */
export default async function notifyOfPayments(container: MedusaContainer): Promise<void> {
  await showStuckPaymentsWorkflow(container).run()
  await notifyOfMismatches(container)
}

export const config = { name: "tell-of-mismatches", schedule: "25,55 * * * * *" }
