import type { MedusaContainer } from "@medusajs/framework/types"
import { telegramOf } from "../bot/runtime/telegram"
import { outboxOf } from "../bot/outbox/outbox"
import { forgetCarts } from "../workflows/cart/forget-carts"
import { forgetGatewayCalls } from "../workflows/payment/forget-gateway-calls"
import { coreOf, operationSettingsOf } from "../workflows/settings"

/**
 * Deletes old updates, messages, cards, gateway calls, carts, runs, audit entries and failures of sweeps once a day, in
 * batches. The ids of recent updates stay, to recognize duplicates.
 */
export default async function forgetUpdates(container: MedusaContainer): Promise<void> {
  const { updateDays, messageDays, cardDays, auditDays, runDays } = operationSettingsOf(container)
  await telegramOf(container).forgetUpdates(updateDays)
  await outboxOf(container).forgetSettled(messageDays)
  if (cardDays > 0) {
    await outboxOf(container).forgetCards(cardDays)
  }
  const core = coreOf(container)
  await core.forgetFailures()
  await core.forgetRuns(runDays)
  if (auditDays > 0) {
    await core.forgetAuditEntries(auditDays)
  }
  await forgetGatewayCalls(container)
  await forgetCarts(container)
}

export const config = { name: "forget-updates", schedule: "17 3 * * *" }
