import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { readSession } from "../../../providers/redirect-payment/session"
import { noteResolution } from "./resolution-history"
import { gatewayOf, GATEWAYS } from "../gateways"

export type AskCabinetRefundInput = {
  payment_id: string
  /** In the currency's main unit; the whole payment if missing. */
  amount?: BigNumberInput | null
  user_id: string
}

type Payment = { provider_id: string; amount: BigNumberInput; data: Record<string, unknown> | null }

async function readPayment(container: MedusaContainer, id: string): Promise<Payment | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment",
    fields: ["provider_id", "amount", "data"],
    filters: { id },
  })
  const [found]: unknown[] = data
  return found as Payment | undefined
}

/** Rejects a partial refund: the gateway reports only refunds of whole payments. */
function checkWhole(payment: Payment, asked: AskCabinetRefundInput["amount"], gateway: string): void {
  const isPart = asked !== undefined && asked !== null && !MathBN.eq(asked, payment.amount)
  if (isPart || readSession(payment.data ?? {}).in_cash > 0) {
    throw shopError(
      "refund_whole_only",
      `${gateway} refunds whole payments only: refund all of it, or pay the part back in cash.`,
    )
  }
}

/**
 * Flags a payment as `refund_due` if its gateway refunds only in its cabinet. The flag stays until the gateway
 * reports the refund.
 *
 * @returns the gateway's name; null if Medusa can refund the payment itself
 * @throws refund_whole_only
 */
export async function askCabinetRefund(
  container: MedusaContainer,
  { payment_id: id, amount, user_id }: AskCabinetRefundInput,
): Promise<string | null> {
  const payment = await readPayment(container, id)
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const { performed, refunded } = readSession(payment?.data ?? {})
  if (!payment || !GATEWAYS[payment.provider_id] || !performed || refunded) {
    return null
  }
  const { name, refunds } = gatewayOf(payment.provider_id)
  if (refunds !== "cabinet") {
    return null
  }
  checkWhole(payment, amount, name)
  const transaction = await gateway.findTransaction({
    provider_id: payment.provider_id,
    external_id: performed.transaction_id,
  })
  if (transaction && (await gateway.flag(transaction, "refund_due"))) {
    await noteResolution(container, "refund", { user_id }, { transaction })
  }
  return name
}
