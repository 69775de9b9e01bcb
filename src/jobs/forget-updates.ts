import type { MedusaContainer } from "@medusajs/framework/types"
import { telegramOf } from "../bot/runtime/telegram"
import { outboxOf } from "../bot/outbox/outbox"

/** Retention of sent messages in the admin, in days. */
const MESSAGE_DAYS = 90

/**
 * Updates that are long done with are forgotten, once a day: their ids were kept only to know their duplicates. So are
 * old messages.
 */
export default async function forgetUpdates(container: MedusaContainer): Promise<void> {
  await telegramOf(container).forgetUpdates()
  await outboxOf(container).forgetSettled(MESSAGE_DAYS)
}

export const config = { name: "forget-updates", schedule: "17 3 * * *" }
