import type { MedusaContainer } from "@medusajs/framework/types"
import { remindStaff } from "../bot/messages/reminders"

/** Orders that nobody takes, and slots that come near, are called to mind. */
export default async function remindOfOrders(container: MedusaContainer): Promise<void> {
  await remindStaff(container)
}

export const config = { name: "remind-staff", schedule: "13,43 * * * * *" }
