import type { MedusaContainer } from "@medusajs/framework/types"
import { CURRENCY } from "../../../lib/shop"
import { toTiyin } from "../../../providers/payment-click/protocol/amount"
import { ERRORS, type ClickError } from "../../../providers/payment-click/protocol/errors"
import { paymentIdOf, timeOf, type ClickCall } from "../../../providers/payment-click/protocol/requests"
import { beginGatewayPayment } from "../../../workflows/payment/begin-gateway-payment"
import { CLICK } from "../../../workflows/payment/click/cabinet"

/** How a request is answered, and by which number the shop knows the payment. */
export type Judged = ClickError & { number: number | null }

/**
 * Click debits at once after Prepare: a payment that it says nothing more of is given up after so long, and what
 * it then says all the same is made good. Until then the order waits for it.
 */
const LIFETIME_MS = 15 * 60_000

/** A refusal, without a number. */
export const refuse = (error: ClickError): Judged => ({ ...error, number: null })

/** Click asks whether it may take the money; asked again it hears the same. */
export async function prepare(container: MedusaContainer, call: ClickCall): Promise<Judged> {
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
