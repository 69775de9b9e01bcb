import type { MedusaContainer } from "@medusajs/framework/types"
import { announceMoves } from "../bot/messages/announcements/chats"
import { sweepAnnouncements, sweepMembers } from "../bot/messages/announcements/sweep"
import { reportUndelivered } from "../bot/outbox/alarm"

/**
 * Sweep: announces transitions and staff changes that are not announced yet, sends the open cards to a group that became
 * a supergroup, and reports messages that failed and chats that the bot cannot reach.
 */
export default async function announceTransitions(container: MedusaContainer): Promise<void> {
  await sweepAnnouncements(container)
  await sweepMembers(container)
  await announceMoves(container)
  await reportUndelivered(container)
}

export const config = { name: "announce-transitions", schedule: "0,20,40 * * * * *" }
