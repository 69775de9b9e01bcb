import type { MedusaContainer } from "@medusajs/framework/types"
import { endFirstOffers } from "../bot/messages/announcements/first-offers"
import { askMakers } from "../bot/messages/showcase/ask"
import { continueShowcase } from "../workflows/showcase/continue"

/**
 * Offers orders to all florists whose first florist did not answer, finishes interrupted changes of the showcase, follows
 * canceled orders, and asks makers about bouquets that nobody bought.
 */
export default async function keepShowcase(container: MedusaContainer): Promise<void> {
  const now = new Date()
  await endFirstOffers(container, now)
  await continueShowcase(container, now)
  await askMakers(container, now)
}

export const config = { name: "keep-showcase", schedule: "1,16,31,46 * * * * *" }
