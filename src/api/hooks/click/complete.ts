import type { MedusaContainer } from "@medusajs/framework/types"
import type { Attention } from "../../../modules/gateway/models/gateway-transaction"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { toTiyin } from "../../../providers/payment-click/protocol/amount"
import { ERRORS, type ClickError } from "../../../providers/payment-click/protocol/errors"
import type { ClickCall } from "../../../providers/payment-click/protocol/requests"
import { CLICK } from "../../../lib/shop"
import { flagGatewayPayment } from "../../../workflows/payment/transactions/flag-gateway-payment"
import { giveUpGatewayPayment } from "../../../workflows/payment/transactions/give-up-gateway-payment"
import { performGatewayPayment } from "../../../workflows/payment/transactions/perform-gateway-payment"
import {
  findGatewayTransaction,
  type FoundTransaction,
} from "../../../workflows/payment/transactions/find-gateway-transaction"
import type { PaymentRefusal } from "../../../workflows/payment/order-payment/payable"
import { refuse, type Reply } from "./prepare"

/** Handles Complete: Click reports the outcome of a payment. */
export async function complete(container: MedusaContainer, call: ClickCall): Promise<Reply> {
  const transaction = await findGatewayTransaction(container, {
    provider_id: CLICK,
    external_id: call.click_trans_id,
  })
  const mistake = mistakeIn(call, transaction)
  if (mistake || !transaction) {
    return refuse(mistake ?? ERRORS.no_transaction)
  }
  const answer = await (isFailed(call) ? drop(container, call, transaction) : take(container, transaction))
  return { ...answer, number: transaction.number }
}

/** Whether Click reports a failure: a negative code means that it took no money or returned it. */
export const isFailed = ({ error }: ClickCall) => Number(error) < 0

function mistakeIn(
  call: ClickCall,
  transaction: GatewayTransactionRecord | undefined,
): ClickError | undefined {
  if (!transaction || call.merchant_prepare_id !== String(transaction.number)) {
    return ERRORS.no_transaction
  }
  if (call.merchant_trans_id !== transaction.reference) {
    return ERRORS.no_order
  }
  return toTiyin(call.amount) === transaction.amount ? undefined : ERRORS.wrong_amount
}

/**
 * An error in Complete alone does not reverse a performed transaction. The transaction is flagged until the
 * sweep has read its status from Click.
 */
async function drop(
  container: MedusaContainer,
  call: ClickCall,
  known: FoundTransaction,
): Promise<ClickError> {
  const transaction = await giveUpGatewayPayment(container, known, Number(call.error))
  if (transaction.state === "performed") {
    await flagGatewayPayment(container, transaction, "canceled_by_gateway")
  }
  return ERRORS.canceled
}

/**
 * Click has already debited the money, so the answer is 0, -4 or -9. If the order can no longer be paid, the
 * money is still recorded and the sweep refunds it.
 */
async function take(container: MedusaContainer, known: FoundTransaction): Promise<ClickError> {
  if (known.state === "performed") {
    return known.needs_attention === "order_canceled" ? ERRORS.canceled : ERRORS.already_paid
  }
  const result = await performGatewayPayment(container, known, { is_debited: true })
  if ("refusal" in result) {
    // A transaction that was refunded before needs no second refund.
    if (known.performed_at === null) {
      await flagGatewayPayment(container, result.transaction, "refund_due")
    }
    return ERRORS.canceled
  }
  const trouble = result.lost && LOST[result.lost]
  if (!trouble) {
    return result.moved ? ERRORS.ok : ERRORS.already_paid
  }
  await flagGatewayPayment(container, result.transaction, trouble.attention)
  return trouble.answer
}

/**
 * How to flag and answer a payment whose order can no longer be paid. An order with another payment method is
 * paid by this transaction instead.
 */
const LOST: Partial<Record<PaymentRefusal, { attention: Attention; answer: ClickError }>> = {
  no_order: { attention: "order_canceled", answer: ERRORS.canceled },
  order_canceled: { attention: "order_canceled", answer: ERRORS.canceled },
  already_paid: { attention: "already_paid", answer: ERRORS.already_paid },
  wrong_amount: { attention: "amount_differs", answer: ERRORS.ok },
}
