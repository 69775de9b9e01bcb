import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import type { ClickMerchantApi } from "../../../providers/payment-click/merchant-api"
import { reversePayment } from "../../../providers/payment-click/reversal"
import { cancelGatewayPaymentWorkflow } from "../cancel-gateway-payment"
import { giveUpGatewayPaymentWorkflow } from "../give-up-gateway-payment"
import { performGatewayPayment } from "../perform-gateway-payment"
import { CLICK, REFUNDED } from "./cabinet"
import { TO_GIVE_BACK } from "./due-to-ask"
import { recordAnswer } from "./record-answer"

/** Click's words for a payment: below zero it has no money, or has it no more. */
const PAID = 2

/** Whether what Click says of a payment changes what is known of it here: then its history keeps that. */
export function isNews({ state, needs_attention: shown }: GatewayTransactionRecord, status: number): boolean {
  const isOver = status < 0 || status === PAID
  const isDoubted = state === "in_progress" || shown === "canceled_by_gateway"
  return isDoubted ? isOver : state === "performed" && status < 0
}

const nameOf = ({ external_id }: GatewayTransactionRecord) => ({ provider_id: CLICK, external_id })

/**
 * Brings a payment to where Click says that it stands. What Click is still at work on stays as it is.
 *
 * @param status as the Merchant API says it
 */
export async function followStatus(
  container: MedusaContainer,
  api: ClickMerchantApi,
  transaction: GatewayTransactionRecord,
  status: number,
): Promise<void> {
  if (status < 0) {
    await noteNoMoney(container, transaction, status)
  } else if (status === PAID) {
    await noteMoney(container, api, transaction)
  }
}

async function noteNoMoney(
  container: MedusaContainer,
  transaction: GatewayTransactionRecord,
  status: number,
): Promise<void> {
  if (transaction.state === "in_progress") {
    await giveUpGatewayPaymentWorkflow(container).run({ input: { ...nameOf(transaction), reason: status } })
  } else if (transaction.state === "performed") {
    await cancelGatewayPaymentWorkflow(container).run({
      input: { ...nameOf(transaction), reason: status, even_delivered: true },
    })
  } else {
    await close(container, transaction, status)
  }
}

async function noteMoney(
  container: MedusaContainer,
  api: ClickMerchantApi,
  transaction: GatewayTransactionRecord,
): Promise<void> {
  const { state, needs_attention: attention } = transaction
  if (state === "in_progress") {
    await performGatewayPayment(container, { ...nameOf(transaction), lost_reason: 0, is_debited: true })
  } else if (state === "canceled" || (attention && TO_GIVE_BACK.includes(attention))) {
    await giveBack(container, api, transaction)
  } else if (attention === "canceled_by_gateway") {
    // Click has the money after all.
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    await gateway.settle(transaction.id, { needs_attention: null })
  }
}

/** Gives money back that the shop has no order for; while Click refuses, staff see it. */
async function giveBack(
  container: MedusaContainer,
  api: ClickMerchantApi,
  transaction: GatewayTransactionRecord,
): Promise<void> {
  const started = performance.now()
  const told = await reversePayment(api, transaction)
  await recordAnswer(container, transaction, { method: "payment/reversal", told, started })
  if (!("answer" in told)) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    const why = "refusal" in told ? told.refusal : told.silence
    logger.warn(
      `Click does not give back payment ${transaction.id} of order ${transaction.reference}: ${why}`,
    )
    await container.resolve<GatewayModuleService>(GATEWAY_MODULE).flag(transaction, "refund_due")
  } else if (transaction.state === "performed") {
    await cancelGatewayPaymentWorkflow(container).run({
      input: { ...nameOf(transaction), reason: REFUNDED, even_delivered: true },
    })
  } else {
    await close(container, transaction, REFUNDED)
  }
}

/** A payment that was given up here, and of which Click has no money (any more): nobody need ask about it again. */
async function close(
  container: MedusaContainer,
  { id }: GatewayTransactionRecord,
  reason: number,
): Promise<void> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  await gateway.updateGatewayTransactions({ id, reason })
  await gateway.settle(id, { needs_attention: null })
}
