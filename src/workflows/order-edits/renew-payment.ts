import type { MedusaContainer } from "@medusajs/framework/types"
import { changeOrderPaymentWorkflow } from "../payment/order-payment/change-order-payment"
import { awaitedSession, readOrderMoney } from "../payment/order-payment/order-money"
import { isOutdated } from "../payment/order-payment/steps/change-payment"

/**
 * Replaces the awaited payment session of an edited order, whose checkout page asks for the former amount. Does nothing if
 * the amount is right.
 *
 * @throws payment_in_progress while a gateway processes a payment with the former amount
 */
export async function renewPayment(container: MedusaContainer, orderId: string): Promise<void> {
  const order = await readOrderMoney(container, { id: orderId })
  const session = order && awaitedSession(order)
  if (!session || !isOutdated(order, session)) {
    return
  }
  await changeOrderPaymentWorkflow(container).run({
    input: { order_id: orderId, customer_id: order.customer_id, provider_id: session.provider_id },
  })
}
