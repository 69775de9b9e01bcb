import type { MedusaContainer } from "@medusajs/framework/types"
import { checkChats } from "../bot/messages/announcements/chats"
import { reportUndelivered } from "../bot/outbox/alarm"

/** Checks that the bot can write to each chat of the shop, and reports those that it cannot reach. */
export default async function checkShopChats(container: MedusaContainer): Promise<void> {
  await checkChats(container)
  await reportUndelivered(container)
}

export const config = { name: "check-chats", schedule: "11 * * * *" }
