import type { MedusaContainer } from "@medusajs/framework/types"
import type { LineToPay, OrderToPay } from "../../../providers/redirect-payment/order-to-pay"
import type { sessionsOf } from "./order-money"
import { amountsOf } from "./sold-amounts"
import { readSoldOrder } from "./sold-order"

type Session = ReturnType<typeof sessionsOf>[number]

/** Builds the order data of a checkout page: the lines with discounts, and delivery. Amounts are in minor units. */
export async function orderToPay(
  container: MedusaContainer,
  orderId: string,
  session: Session,
): Promise<OrderToPay> {
  const order = await readSoldOrder(container, orderId)
  const { lines: sold, delivery } = amountsOf(order)
  const { title, price } = delivery
  const lines = sold.map(({ title, quantity, paid }): LineToPay => ({ title, quantity, total: paid }))
  return {
    id: order.id,
    session_id: session.id,
    opened_at: new Date(session.created_at).toISOString(),
    email: order.email,
    lines: price > 0 ? [...lines, { title, quantity: 1, total: price }] : lines,
  }
}
