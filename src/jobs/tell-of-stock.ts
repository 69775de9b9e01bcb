import type { MedusaContainer } from "@medusajs/framework/types"
import { announceRequests } from "../bot/messages/stock/requests"
import { tellOfWilting } from "../bot/messages/stock/wilting"

/** Asks owners and managers about losses and corrections that wait, announces decisions, and each morning what wilts. */
export default async function tellOfStock(container: MedusaContainer): Promise<void> {
  const now = new Date()
  await announceRequests(container, now)
  await tellOfWilting(container, now)
}

export const config = { name: "tell-of-stock", schedule: "29,59 * * * * *" }
