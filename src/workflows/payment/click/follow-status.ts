import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import {
  TO_BE_REFUNDED,
  type Cancellation,
  type GatewayTransactionRecord,
} from "../../../modules/gateway/types"
import type { ClickMerchantApi } from "../../../providers/payment-click/merchant-api"
import { reversePayment } from "../../../providers/payment-click/reversal"
import { returnedInCash } from "../settlement/returned-in-cash"
import { cancelGatewayPayment } from "../transactions/cancel-gateway-payment"
import { findGatewayTransaction } from "../transactions/find-gateway-transaction"
import { giveUpGatewayPayment } from "../transactions/give-up-gateway-payment"
import { performGatewayPayment } from "../transactions/perform-gateway-payment"
import { recordAnswer } from "./record-answer"

/** Click's status of a paid payment. A negative status means failed or reversed. */
const PAID = 2

/** Whether Click's status changes the stored transaction; then the answer is recorded. */
export function isNews({ state, needs_attention: shown }: GatewayTransactionRecord, status: number): boolean {
  const isOver = status < 0 || status === PAID
  const isDoubted = state === "in_progress" || shown === "canceled_by_gateway"
  return isDoubted ? isOver : state === "performed" && status < 0
}

/**
 * Applies Click's payment status to the transaction. A payment that is still in progress at Click stays
 * unchanged.
 *
 * @param status of the Merchant API
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
    await giveUpGatewayPayment(container, transaction, status)
  } else if (transaction.state === "performed") {
    await cancelGatewayPayment(container, transaction, { cause: "refunded", reason: status })
  } else {
    await close(container, transaction, { cause: "failed", reason: status })
  }
}

async function noteMoney(
  container: MedusaContainer,
  api: ClickMerchantApi,
  transaction: GatewayTransactionRecord,
): Promise<void> {
  const { state, needs_attention: attention } = transaction
  if (state === "in_progress") {
    const known = await findGatewayTransaction(container, transaction)
    if (known) {
      await performGatewayPayment(container, known, { is_debited: true })
    }
  } else if (state === "canceled" || (attention && TO_BE_REFUNDED.includes(attention))) {
    await giveBack(container, api, transaction)
  } else if (attention === "canceled_by_gateway") {
    // Click confirms the payment, so the doubt is cleared.
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    await gateway.settle(transaction.id, { needs_attention: null })
  }
}

/** Reverses a payment that has no valid order. If Click refuses, flags it for staff. */
async function giveBack(
  container: MedusaContainer,
  api: ClickMerchantApi,
  transaction: GatewayTransactionRecord,
): Promise<void> {
  if ((await returnedInCash(container, transaction)).given > 0) {
    // Click reverses only whole payments: staff give back the rest too.
    return
  }
  const started = performance.now()
  const result = await reversePayment(api, transaction)
  await recordAnswer(container, transaction, { method: "payment/reversal", result, started })
  if (!("answer" in result)) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    const why = "refusal" in result ? result.refusal : result.silence
    logger.warn(`Click did not reverse payment ${transaction.id} of order ${transaction.reference}: ${why}`)
    await container.resolve<GatewayModuleService>(GATEWAY_MODULE).flag(transaction, "refund_due")
  } else if (transaction.state === "performed") {
    await cancelGatewayPayment(container, transaction, { cause: "refunded" })
  } else {
    await close(container, transaction, { cause: "refunded" })
  }
}

/** Closes a canceled transaction that has no money at Click, so that the sweep does not ask about it again. */
async function close(
  container: MedusaContainer,
  { id }: GatewayTransactionRecord,
  { cause, reason = null }: Cancellation,
): Promise<void> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  await gateway.updateGatewayTransactions({ id, cancel_cause: cause, reason })
  await gateway.settle(id, { needs_attention: null })
}
