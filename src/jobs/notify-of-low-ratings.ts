import type { MedusaContainer } from "@medusajs/framework/types"
import { notifyOfLowRatings } from "../bot/messages/low-ratings"

/** Notifies the admin chat of low ratings, once each. */
export default async function tellOfRatings(container: MedusaContainer): Promise<void> {
  await notifyOfLowRatings(container)
}

export const config = { name: "notify-of-low-ratings", schedule: "53 * * * * *" }
