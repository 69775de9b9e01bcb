import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { readSession } from "../../providers/redirect-payment/session"
import { awaitedSession, readOrderMoney, type OrderMoney } from "./order-money"
import { orderToPay } from "./order-to-pay"

/** A gateway that makes a page is given so long, in seconds. */
const LOCK = { timeout: 20, expire: 60 }

/** Whether an order waits for a payment on a page that there is not yet. */
export function lacksPage(order: OrderMoney): boolean {
  // Providers that are not paid on a page of their own keep their data to themselves.
  return awaitedSession(order)?.data?.checkout_url === null
}

/**
 * Gives the session of an order that waits for its payment what the gateway needs to know, and with it the page
 * where the order is paid. Done again it writes the same; a page that the gateway could not make it makes then.
 */
export async function attachToOrder(container: MedusaContainer, orderId: string): Promise<void> {
  try {
    await referNow(container, orderId)
  } catch (error) {
    if (!MedusaError.isMedusaError(error) || error.type !== MedusaError.Types.NOT_FOUND) {
      throw error
    }
    // Its shopper turned to another way to pay at this moment: the session that was read is gone.
    await referNow(container, orderId)
  }
}

async function referNow(container: MedusaContainer, orderId: string): Promise<void> {
  const order = await readOrderMoney(container, { id: orderId })
  const session = order && awaitedSession(order)
  if (!session || session.data?.checkout_url === undefined) {
    return
  }
  if (!readSession(session.data).shows_order) {
    return refer(container, order)
  }
  await container.resolve(Modules.LOCKING).execute(
    [`payment-page:${orderId}`],
    async () => {
      const fresh = await readOrderMoney(container, { id: orderId })
      if (fresh && lacksPage(fresh)) {
        await refer(container, fresh)
      }
    },
    LOCK,
  )
}

async function refer(container: MedusaContainer, order: OrderMoney): Promise<void> {
  const session = awaitedSession(order)
  if (!session) {
    return
  }
  const due = order.assignment?.payment_due_at
  const { shows_order: showsOrder } = readSession(session.data ?? {})
  await container.resolve(Modules.PAYMENT).updatePaymentSession({
    id: session.id,
    amount: session.amount,
    currency_code: session.currency_code,
    data: {
      ...session.data,
      reference: String(order.display_id),
      expires_at: due ? new Date(due).toISOString() : null,
      language: session.data?.language ?? order.locale,
      ...(showsOrder ? { order: await orderToPay(container, order.id, session) } : {}),
    },
  })
}
