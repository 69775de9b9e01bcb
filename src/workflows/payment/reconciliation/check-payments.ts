import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { addDays, dateAt } from "../../../modules/delivery/zoned-time"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type { Attention } from "../../../modules/gateway/models/gateway-transaction"
import type GatewayModuleService from "../../../modules/gateway/service"
import { TIME_ZONE } from "../../../lib/shop"
import { checkSums, type PaymentCheck } from "./check-sums"
import type { Finding, FindingKind } from "./find-differences"

/** Number of past days that every nightly check covers, because refunds come late. */
const DAYS = 35

/** Attention reason of a finding. */
const SHOWN_AS: Partial<Record<FindingKind, Attention>> = {
  not_captured: "unsettled",
  not_refunded: "unsettled",
  amount_differs: "amount_differs",
}

/** Flags the transaction of a finding, unless it is already flagged. */
async function show(container: MedusaContainer, { kind, transaction_id: id }: Finding): Promise<void> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const attention = SHOWN_AS[kind]
  const [transaction] = id && attention ? await gateway.listGatewayTransactions({ id }, { take: 1 }) : []
  if (!transaction || !attention) {
    return
  }
  if ((await gateway.flag(transaction, attention)) && attention === "unsettled") {
    // Resets the settled state, so that the sweep settles the transaction again.
    const settled_state = transaction.state === "canceled" ? "performed" : null
    await gateway.updateGatewayTransactions({ id: transaction.id, settled_state })
  }
}

function logResult(logger: Logger, { from, to, days, findings }: PaymentCheck): void {
  const count = days.reduce((sum, { payments }) => sum + payments, 0)
  if (!findings.length) {
    logger.info(`payments from ${from} to ${to} match: ${count} gateway transactions`)
  }
  for (const { kind, gateway, reference, expected, found } of findings) {
    const order = reference ?? "none"
    logger.error(
      `payment mismatch: ${gateway}, order ${order}: ${kind}, found ${found}, expected ${expected} minor units`,
    )
  }
}

/**
 * Nightly check: compares gateway transactions with Medusa's payments and payment collections by gateway and
 * day. Logs the result and flags differences.
 */
export async function checkGatewayPayments(container: MedusaContainer, now: Date): Promise<PaymentCheck> {
  const today = dateAt(now, TIME_ZONE)
  const check = await checkSums(container, { from: addDays(today, -DAYS), to: today }, now)
  logResult(container.resolve(ContainerRegistrationKeys.LOGGER), check)
  for (const finding of check.findings) {
    await show(container, finding)
  }
  return check
}
