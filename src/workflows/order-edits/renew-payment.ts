import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"
import { payable } from "../../lib/money"
import { changeOrderPaymentWorkflow } from "../payment/order-payment/change-order-payment"
import {
  awaitedSession,
  collectionsOf,
  readOrderMoney,
  type OrderMoney,
} from "../payment/order-payment/order-money"
import { isOutdated } from "../payment/order-payment/steps/change-payment"

/**
 * Rounds the payment collections of an order to the amount to pay. Core gives them the exact total of the edited order, and
 * refuses to capture the rounded amount of the gateway.
 */
async function roundCollections(container: MedusaContainer, order: OrderMoney): Promise<void> {
  for (const { id, amount } of collectionsOf(order)) {
    const rounded = payable(amount, order.currency_code)
    if (!MathBN.eq(amount, rounded)) {
      await container.resolve(Modules.PAYMENT).updatePaymentCollections(id, { amount: rounded })
    }
  }
}

/**
 * Gives the payment collection of an edited order that awaits its payment the amount to pay, and replaces a session whose
 * checkout page asks for the former amount. Does nothing if the amounts are right.
 *
 * @throws payment_in_progress while a gateway processes a payment with the former amount
 */
export async function renewPayment(container: MedusaContainer, orderId: string): Promise<void> {
  const edited = await readOrderMoney(container, { id: orderId })
  if (edited) {
    await roundCollections(container, edited)
  }
  const order = await readOrderMoney(container, { id: orderId })
  const session = order && awaitedSession(order)
  if (!session || !isOutdated(order, session)) {
    return
  }
  await changeOrderPaymentWorkflow(container).run({
    input: { order_id: orderId, customer_id: order.customer_id, provider_id: session.provider_id },
  })
}
