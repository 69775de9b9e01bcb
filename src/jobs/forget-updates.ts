import type { MedusaContainer } from "@medusajs/framework/types"
import { telegramOf } from "../bot/runtime/telegram"
import { outboxOf } from "../bot/outbox/outbox"
import { forgetCarts } from "../workflows/cart/forget-carts"
import { forgetGatewayCalls } from "../workflows/payment/forget-gateway-calls"
import { coreOf, operationSettingsOf } from "../workflows/settings"

/**
 * Deletes old updates, messages, gateway calls, carts and failures of sweeps once a day, in batches. The ids of recent
 * updates stay, to recognize duplicates.
 */
export default async function forgetUpdates(container: MedusaContainer): Promise<void> {
  const { updateDays, messageDays } = operationSettingsOf(container)
  await telegramOf(container).forgetUpdates(updateDays)
  await outboxOf(container).forgetSettled(messageDays)
  await coreOf(container).forgetFailures()
  await forgetGatewayCalls(container)
  await forgetCarts(container)
}

export const config = { name: "forget-updates", schedule: "17 3 * * *" }
