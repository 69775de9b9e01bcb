import type { MedusaContainer } from "@medusajs/framework/types"
import { CURRENCY } from "../../../lib/shop"
import { toTiyin } from "../../../providers/payment-click/protocol/amount"
import { ERRORS, type ClickError } from "../../../providers/payment-click/protocol/errors"
import { paymentIdOf, timeOf, type ClickCall } from "../../../providers/payment-click/protocol/requests"
import { beginGatewayPayment } from "../../../workflows/payment/transactions/begin-gateway-payment"
import { CLICK } from "../../../lib/shop"

/** The error of an answer, and the shop's number of the transaction. */
export type Reply = ClickError & { number: number | null }

/**
 * Lifetime of a prepared transaction, in ms. Click debits immediately after Prepare; without Complete the
 * transaction times out. A later Complete is still processed. The order does not expire before.
 */
const LIFETIME_MS = 15 * 60_000

/** An answer with an error and without a transaction number. */
export const refuse = (error: ClickError): Reply => ({ ...error, number: null })

/** Handles Prepare: begins the transaction. A repeated call gets the same answer. */
export async function prepare(container: MedusaContainer, call: ClickCall): Promise<Reply> {
  const amount = toTiyin(call.amount) ?? 0
  const now = new Date()
  const begun = await beginGatewayPayment(container, {
    provider_id: CLICK,
    external_id: call.click_trans_id,
    reference: call.merchant_trans_id,
    payment_id: paymentIdOf(call) ?? null,
    amount,
    currency_code: CURRENCY,
    gateway_time: timeOf(call) ?? now,
    expires_at: new Date(now.getTime() + LIFETIME_MS),
  })
  if ("refusal" in begun) {
    return refuse(begun.refusal === "timed_out" ? ERRORS.canceled : refusalOf(begun.refusal))
  }
  if (begun.transaction.reference !== call.merchant_trans_id) {
    return refuse(ERRORS.no_order)
  }
  if (begun.transaction.amount !== amount) {
    return refuse(ERRORS.wrong_amount)
  }
  const { number, state } = begun.transaction
  const answer = { in_progress: ERRORS.ok, performed: ERRORS.already_paid, canceled: ERRORS.canceled }[state]
  return { ...answer, number }
}

const REFUSALS = {
  no_order: ERRORS.no_order,
  order_canceled: ERRORS.canceled,
  already_paid: ERRORS.already_paid,
  not_awaited: ERRORS.not_awaited,
  wrong_amount: ERRORS.wrong_amount,
  busy: ERRORS.busy,
}

const refusalOf = (refusal: keyof typeof REFUSALS): ClickError => REFUSALS[refusal]
