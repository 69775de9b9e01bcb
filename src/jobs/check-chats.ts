import type { MedusaContainer } from "@medusajs/framework/types"
import { checkChats } from "../bot/messages/announcements/chats"
import { tellOfAbsent } from "../bot/messages/staff/absent"
import { reportUndelivered } from "../bot/outbox/alarm"

/**
 * Checks that the bot can write to each chat of the shop, and reports those that it cannot reach. Tells the owners which
 * members have not pressed Start or have not joined their chat.
 */
export default async function checkShopChats(container: MedusaContainer): Promise<void> {
  await checkChats(container)
  await reportUndelivered(container)
  await tellOfAbsent(container)
}

export const config = { name: "check-chats", schedule: "11 * * * *" }
