import type { MedusaContainer } from "@medusajs/framework/types"
import { offerPaidOrder } from "../assignment/offer-paid-order"
import { roundCollection } from "../checkout/round-payment"
import { balanceOf } from "../payment/order-payment/balance"
import { changeOrderPaymentWorkflow } from "../payment/order-payment/change-order-payment"
import { awaitedSession, collectionsOf, readOrderMoney } from "../payment/order-payment/order-money"
import { isCanceled } from "../payment/order-payment/payable"
import { isOutdated } from "../payment/order-payment/steps/change-payment"
import { withPaymentsLock } from "../payment/order-payment/with-payments-lock"
import { cancelUnduePayments } from "./cancel-undue-payments"

/**
 * Gives the payment collection of an edited order that awaits its payment the amount to pay, and replaces a session whose
 * checkout page asks for the former amount. An order that the edit made free is offered to the florists. Does nothing if the
 * amounts are right.
 *
 * @throws payment_in_progress while a gateway processes a payment with the former amount
 */
export async function renewPayment(container: MedusaContainer, orderId: string): Promise<void> {
  const edited = await readOrderMoney(container, { id: orderId })
  if (edited && !isCanceled(edited) && balanceOf(edited).due === 0) {
    await withPaymentsLock(container, orderId, () => cancelUnduePayments(container, orderId))
    return offerPaidOrder(container, orderId)
  }
  let isRounded = false
  for (const { id, amount } of edited ? collectionsOf(edited) : []) {
    const collection = { id, amount, currency_code: edited?.currency_code ?? "" }
    isRounded = (await roundCollection(container, collection)) || isRounded
  }
  const order = isRounded ? await readOrderMoney(container, { id: orderId }) : edited
  const session = order && awaitedSession(order)
  if (!session || !isOutdated(order, session)) {
    return
  }
  await changeOrderPaymentWorkflow(container).run({
    input: { order_id: orderId, customer_id: order.customer_id, provider_id: session.provider_id },
  })
}
