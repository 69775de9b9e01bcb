import type { MedusaContainer } from "@medusajs/framework/types"
import { tellOfLowRatings } from "../bot/messages/low-ratings"

/** Notifies the admin chat of low ratings, once each. */
export default async function tellOfRatings(container: MedusaContainer): Promise<void> {
  await tellOfLowRatings(container)
}

export const config = { name: "tell-of-low-ratings", schedule: "53 * * * * *" }
