import type { MedusaContainer } from "@medusajs/framework/types"
import { tellOfMismatches } from "../bot/messages/announcements/payment-notices"
import { showStuckPayments } from "../workflows/payment/settlement/show-stuck-payments"

/** Payments that neither end nor go on are shown to staff; and whatever is shown anew is told, once. */
export default async function tellOfPayments(container: MedusaContainer): Promise<void> {
  await showStuckPayments(container)
  await tellOfMismatches(container)
}

export const config = { name: "tell-of-mismatches", schedule: "25,55 * * * * *" }
