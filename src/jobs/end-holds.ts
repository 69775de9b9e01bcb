import type { MedusaContainer } from "@medusajs/framework/types"
import { endHolds, warnOfEndingHolds } from "../bot/messages/holds/notices"

/** Warns shoppers before a hold ends, ends expired holds, and notifies their shoppers. */
export default async function endHoldsJob(container: MedusaContainer): Promise<void> {
  await warnOfEndingHolds(container)
  await endHolds(container)
}

export const config = { name: "end-holds", schedule: "2,32 * * * * *" }
