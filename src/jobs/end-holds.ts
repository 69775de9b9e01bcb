import type { MedusaContainer } from "@medusajs/framework/types"
import { endHolds, warnOfEndingHolds } from "../bot/messages/holds/notices"

/** What is held comes to its end: who holds it is warned before and told after, and it is free for others. */
export default async function endHoldsJob(container: MedusaContainer): Promise<void> {
  await warnOfEndingHolds(container)
  await endHolds(container)
}

export const config = { name: "end-holds", schedule: "2,32 * * * * *" }
