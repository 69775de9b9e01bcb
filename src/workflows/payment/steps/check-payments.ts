import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { addDays, dateAt } from "../../../modules/delivery/zoned-time"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type { Attention } from "../../../modules/gateway/models/gateway-transaction"
import type GatewayModuleService from "../../../modules/gateway/service"
import { TIME_ZONE } from "../../../lib/shop"
import { checkSums, type PaymentCheck } from "../check/check-sums"
import type { Finding, FindingKind } from "../check/find-differences"

/** So many days are looked at again every night: refunds come late. */
const DAYS = 35

/** How a finding is shown. */
const SHOWN_AS: Partial<Record<FindingKind, Attention>> = {
  not_captured: "unsettled",
  not_refunded: "unsettled",
  amount_differs: "amount_differs",
}

/** Shows staff a payment that does not sum up, unless it is shown already. */
async function show(container: MedusaContainer, { kind, transaction_id: id }: Finding): Promise<void> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const attention = SHOWN_AS[kind]
  const [transaction] = id && attention ? await gateway.listGatewayTransactions({ id }, { take: 1 }) : []
  if (!transaction || !attention) {
    return
  }
  if ((await gateway.flag(transaction, attention)) && attention === "unsettled") {
    // Medusa is to follow once more: the sweep tries it.
    const settled_state = transaction.state === "canceled" ? "performed" : null
    await gateway.updateGatewayTransactions({ id: transaction.id, settled_state })
  }
}

function say(logger: Logger, { from, to, days, findings }: PaymentCheck): void {
  const count = days.reduce((sum, { payments }) => sum + payments, 0)
  if (!findings.length) {
    logger.info(`payments from ${from} to ${to} sum up: ${count} of gateways, as Medusa has them`)
  }
  for (const { kind, gateway, reference, expected, found } of findings) {
    const order = reference ?? "none"
    logger.error(
      `payments do not sum up: ${gateway}, order ${order}: ${kind}, ${found} instead of ${expected} minorUnits`,
    )
  }
}

/** Holds the gateways' money against Medusa's, says in the log whether it sums up, and shows staff where not. */
export const checkPaymentsStep = createStep(
  "check-payments",
  async (input: { now?: string }, { container }) => {
    const now = input.now ? new Date(input.now) : new Date()
    const today = dateAt(now, TIME_ZONE)
    const check = await checkSums(container, { from: addDays(today, -DAYS), to: today }, now)
    say(container.resolve(ContainerRegistrationKeys.LOGGER), check)
    for (const finding of check.findings) {
      await show(container, finding)
    }
    return new StepResponse(check)
  },
)
