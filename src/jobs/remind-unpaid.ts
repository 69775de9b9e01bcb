import type { MedusaContainer } from "@medusajs/framework/types"
import { remindUnpaid } from "../bot/messages/reminders/unpaid"

/** Shoppers whose time to pay is nearly over are reminded once. */
export default async function remindUnpaidOrders(container: MedusaContainer): Promise<void> {
  await remindUnpaid(container)
}

export const config = { name: "remind-unpaid", schedule: "17,47 * * * * *" }
