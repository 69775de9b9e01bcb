import type { MedusaContainer } from "@medusajs/framework/types"
import { announceLow } from "../bot/messages/stock/low"
import { announceRequests } from "../bot/messages/stock/requests"
import { announceWilting } from "../bot/messages/stock/wilting"
import { followOffers } from "../workflows/stock/offers"

/**
 * Asks owners and managers about losses and corrections that wait, announces decisions, tells the owners what is low, and each
 * morning what wilts. Ends the offers of flowers that are gone.
 */
export default async function announceStock(container: MedusaContainer): Promise<void> {
  const now = new Date()
  await announceRequests(container, now)
  await announceLow(container, now)
  await announceWilting(container, now)
  await followOffers(container, now)
}

export const config = { name: "announce-stock", schedule: "29,59 * * * * *" }
