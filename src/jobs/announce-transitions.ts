import type { MedusaContainer } from "@medusajs/framework/types"
import { sweepAnnouncements } from "../bot/announcements/sweep"

/** What was not announced to the end is announced again, until it is. */
export default async function announceTransitions(container: MedusaContainer): Promise<void> {
  await sweepAnnouncements(container)
}

export const config = { name: "announce-transitions", schedule: "*/20 * * * * *" }
