import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { awaitedSession, readOrderMoney } from "./order-money"

/**
 * Gives the session of an order that waits for its payment what the gateway needs to know, and with it the page
 * where the order is paid. Done again it writes the same.
 */
export async function referToOrder(container: MedusaContainer, orderId: string): Promise<void> {
  const order = await readOrderMoney(container, { id: orderId })
  const session = order && awaitedSession(order)
  if (!session) {
    return
  }
  const due = order.assignment?.payment_due_at
  await container.resolve(Modules.PAYMENT).updatePaymentSession({
    id: session.id,
    amount: session.amount,
    currency_code: session.currency_code,
    data: {
      ...session.data,
      reference: String(order.display_id),
      expires_at: due ? new Date(due).toISOString() : null,
      language: session.data?.language ?? order.locale,
    },
  })
}
