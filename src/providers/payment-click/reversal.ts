import type { ClickMerchantApi, ClickResult } from "./merchant-api"

/** The shop's data of a Click payment. */
export type ClickPayment = {
  /** Payment id for the Merchant API; null if Click did not send it. */
  payment_id: string | null
  reference: string
  /** Start of the payment. */
  began_at: Date
}

/** Finds the payment id for the Merchant API: the id from Prepare, or a look-up by the order's number. */
export async function findPaymentId(
  api: ClickMerchantApi,
  { payment_id: known, reference, began_at: on }: ClickPayment,
): Promise<ClickResult<string>> {
  if (known !== null) {
    return { answer: known }
  }
  const result = await api.paymentOf(reference, on)
  return "answer" in result ? { answer: result.answer.payment_id } : result
}

const hasNoMoney = (status: Awaited<ReturnType<ClickMerchantApi["paymentStatus"]>>) =>
  "answer" in status && status.answer.payment_status < 0

/**
 * Reverses a payment. Idempotent: reads the payment's status before the call, and again when the call fails.
 */
export async function reversePayment(
  api: ClickMerchantApi,
  payment: ClickPayment,
): Promise<ClickResult<"reversed">> {
  const found = await findPaymentId(api, payment)
  if (!("answer" in found)) {
    return found
  }
  if (hasNoMoney(await api.paymentStatus(found.answer))) {
    return { answer: "reversed" }
  }
  const result = await api.reverse(found.answer)
  if ("answer" in result || hasNoMoney(await api.paymentStatus(found.answer))) {
    return { answer: "reversed" }
  }
  return result
}
