import type { MedusaContainer } from "@medusajs/framework/types"
import { telegramOf } from "../bot/runtime/telegram"
import { outboxOf } from "../bot/outbox/outbox"
import { coreOf } from "../workflows/settings"

/** Retention of finished messages in days. The admin shows them that long. */
const MESSAGE_DAYS = 90

/**
 * Deletes old updates, messages and failures of sweeps once a day. The ids of recent updates stay, to recognize duplicates.
 */
export default async function forgetUpdates(container: MedusaContainer): Promise<void> {
  await telegramOf(container).forgetUpdates(3)
  await outboxOf(container).forgetSettled(MESSAGE_DAYS)
  await coreOf(container).forgetFailures()
}

export const config = { name: "forget-updates", schedule: "17 3 * * *" }
