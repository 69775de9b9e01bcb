import type { MedusaContainer } from "@medusajs/framework/types"
import type { Attention } from "../../../modules/gateway/models/gateway-transaction"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { toTiyin } from "../../../providers/payment-click/protocol/amount"
import { ERRORS, type ClickError } from "../../../providers/payment-click/protocol/errors"
import type { ClickCall } from "../../../providers/payment-click/protocol/requests"
import { CLICK } from "../../../workflows/payment/click/cabinet"
import { flagGatewayPaymentWorkflow } from "../../../workflows/payment/flag-gateway-payment"
import { giveUpGatewayPaymentWorkflow } from "../../../workflows/payment/give-up-gateway-payment"
import { performGatewayPayment } from "../../../workflows/payment/perform-gateway-payment"
import { findGatewayTransaction } from "../../../workflows/payment/read-gateway"
import type { PaymentRefusal } from "../../../workflows/payment/rules/payable"
import { refuse, type Judged } from "./prepare"

const nameOf = (call: ClickCall) => ({ provider_id: CLICK, external_id: call.click_trans_id })

/** Click tells how a payment ended. */
export async function complete(container: MedusaContainer, call: ClickCall): Promise<Judged> {
  const transaction = await findGatewayTransaction(container, nameOf(call))
  const mistake = mistakeIn(call, transaction)
  if (mistake || !transaction) {
    return refuse(mistake ?? ERRORS.no_transaction)
  }
  const answer = await (isFailed(call) ? drop(container, call) : take(container, call, transaction))
  return { ...answer, number: transaction.number }
}

/** Below zero: Click took no money, or gave it back. */
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
 * What is paid here is never undone by this word alone: Click is asked how the payment really stands, and staff see
 * it until then.
 */
async function drop(container: MedusaContainer, call: ClickCall): Promise<ClickError> {
  const { result: transaction } = await giveUpGatewayPaymentWorkflow(container).run({
    input: { ...nameOf(call), reason: Number(call.error) },
  })
  if (transaction?.state === "performed") {
    await flag(container, call, "canceled_by_gateway")
  }
  return ERRORS.canceled
}

/**
 * The money is debited already, so the answer is 0, -4 or -9. When the order cannot be had any more the money is
 * on record all the same, and is given back by the sweep.
 */
async function take(
  container: MedusaContainer,
  call: ClickCall,
  known: GatewayTransactionRecord,
): Promise<ClickError> {
  if (known.state === "performed") {
    return known.needs_attention === "order_canceled" ? ERRORS.canceled : ERRORS.already_paid
  }
  const result = await performGatewayPayment(container, {
    ...nameOf(call),
    lost_reason: 0,
    is_debited: true,
  })
  if ("refusal" in result) {
    // What was given back once is not owed again.
    if (known.performed_at === null) {
      await flag(container, call, "refund_due")
    }
    return ERRORS.canceled
  }
  const trouble = result.lost && LOST[result.lost]
  if (!trouble) {
    return result.moved ? ERRORS.ok : ERRORS.already_paid
  }
  await flag(container, call, trouble.attention)
  return trouble.answer
}

/** An order that cannot be had any more. One that is paid in another way by now is paid so instead. */
const LOST: Partial<Record<PaymentRefusal, { attention: Attention; answer: ClickError }>> = {
  no_order: { attention: "order_canceled", answer: ERRORS.canceled },
  order_canceled: { attention: "order_canceled", answer: ERRORS.canceled },
  already_paid: { attention: "already_paid", answer: ERRORS.already_paid },
  wrong_amount: { attention: "amount_differs", answer: ERRORS.ok },
}

const flag = (container: MedusaContainer, call: ClickCall, attention: Attention) =>
  flagGatewayPaymentWorkflow(container).run({ input: { ...nameOf(call), attention } })
