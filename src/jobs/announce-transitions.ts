import type { MedusaContainer } from "@medusajs/framework/types"
import { sweepAnnouncements, sweepMembers } from "../bot/messages/announcements/sweep"
import { reportUndelivered } from "../bot/outbox/alarm"

/**
 * Sweep: announces transitions and staff changes that are not announced yet, and reports messages that
 * failed.
 */
export default async function announceTransitions(container: MedusaContainer): Promise<void> {
  await sweepAnnouncements(container)
  await sweepMembers(container)
  await reportUndelivered(container)
}

export const config = { name: "announce-transitions", schedule: "0,20,40 * * * * *" }
