import type { MedusaContainer } from "@medusajs/framework/types"
import { remindUnpaid } from "../bot/messages/reminders/unpaid"

/** Reminds shoppers once before their time to pay ends. */
export default async function remindUnpaidOrders(container: MedusaContainer): Promise<void> {
  await remindUnpaid(container)
}

export const config = { name: "remind-unpaid", schedule: "17,47 * * * * *" }
