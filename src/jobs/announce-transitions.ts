import type { MedusaContainer } from "@medusajs/framework/types"
import { sweepAnnouncements, sweepMembers } from "../bot/messages/announcements/sweep"
import { tellOfTrouble } from "../bot/outbox/alarm"

/** What was not announced is announced, to whom it concerns and to staff who changed; and messages that were given up are told of, if nobody did. */
export default async function announceTransitions(container: MedusaContainer): Promise<void> {
  await sweepAnnouncements(container)
  await sweepMembers(container)
  await tellOfTrouble(container)
}

export const config = { name: "announce-transitions", schedule: "0,20,40 * * * * *" }
