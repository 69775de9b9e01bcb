import type { MedusaContainer } from "@medusajs/framework/types"
import { remindStaff } from "../bot/messages/reminders"

/** Reminds staff of orders that nobody accepts and of slots that begin soon. */
export default async function remindOfOrders(container: MedusaContainer): Promise<void> {
  await remindStaff(container)
}

export const config = { name: "remind-staff", schedule: "13,43 * * * * *" }
