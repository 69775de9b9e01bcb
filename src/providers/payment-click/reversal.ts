import type { ClickMerchantApi, Told } from "./merchant-api"

/** A payment as the shop knows it of Click. */
export type ClickPayment = {
  /** What the Merchant API knows it by; null when Click never said. */
  payment_id: string | null
  reference: string
  /** When it began. */
  began_at: Date
}

/** What the Merchant API knows a payment by: as Click said with its Prepare, or else by its reference. */
export async function findPaymentId(
  api: ClickMerchantApi,
  { payment_id: known, reference, began_at: on }: ClickPayment,
): Promise<Told<string>> {
  if (known !== null) {
    return { answer: known }
  }
  const told = await api.paymentOf(reference, on)
  return "answer" in told ? { answer: told.answer.payment_id } : told
}

const hasNoMoney = (status: Awaited<ReturnType<ClickMerchantApi["paymentStatus"]>>) =>
  "answer" in status && status.answer.payment_status < 0

/**
 * Gives a payment back, once. What Click has given back already is done; when its answer is lost, it is asked how
 * the payment stands rather than told again.
 */
export async function reversePayment(
  api: ClickMerchantApi,
  payment: ClickPayment,
): Promise<Told<"reversed">> {
  const found = await findPaymentId(api, payment)
  if (!("answer" in found)) {
    return found
  }
  if (hasNoMoney(await api.paymentStatus(found.answer))) {
    return { answer: "reversed" }
  }
  const told = await api.reverse(found.answer)
  if ("answer" in told || hasNoMoney(await api.paymentStatus(found.answer))) {
    return { answer: "reversed" }
  }
  return told
}
