import type { MedusaContainer } from "@medusajs/framework/types"
import { telegramOf } from "../bot/kit/telegram"

/** Updates that are long done with are forgotten, once a day: their ids were kept only to know their twins. */
export default async function forgetUpdates(container: MedusaContainer): Promise<void> {
  await telegramOf(container).forgetUpdates()
}

export const config = { name: "forget-updates", schedule: "17 3 * * *" }
