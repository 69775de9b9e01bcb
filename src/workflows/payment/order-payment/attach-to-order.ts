import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { readSession } from "../../../providers/redirect-payment/session"
import { endOf, openSession } from "./difference"
import { awaitedSession, readOrderMoney, type OrderMoney } from "./order-money"
import { isDifferencePayable, isPaid } from "./payable"
import { orderToPay } from "./order-to-pay"

/** Lock times in s: creating the page calls the gateway. */
const LOCK = { timeout: 20, expire: 60 }

/** Whether the order awaits a payment whose checkout page does not exist yet. */
export function lacksPage(order: OrderMoney): boolean {
  if (isPaid(order) && !isDifferencePayable(order)) {
    return false
  }
  // Sessions of other providers have no `checkout_url` field.
  return openSession(order)?.data?.checkout_url === null
}

/**
 * Writes the order's number, payment window and language into the awaited payment session, so that the provider
 * creates the checkout page. Idempotent: a repeated call creates a page that failed before.
 */
export async function attachToOrder(container: MedusaContainer, orderId: string): Promise<void> {
  try {
    await attachNow(container, orderId)
  } catch (error) {
    if (!MedusaError.isMedusaError(error) || error.type !== MedusaError.Types.NOT_FOUND) {
      throw error
    }
    // The shopper changed the payment method after the session was read: the new session is attached instead.
    await attachNow(container, orderId)
  }
}

async function attachNow(container: MedusaContainer, orderId: string): Promise<void> {
  const order = await readOrderMoney(container, { id: orderId })
  const session = order && awaitedSession(order)
  if (!session || session.data?.checkout_url === undefined) {
    return
  }
  if (!readSession(session.data).shows_order) {
    return writeSessionData(container, order)
  }
  await container.resolve(Modules.LOCKING).execute(
    [`payment-page:${orderId}`],
    async () => {
      const fresh = await readOrderMoney(container, { id: orderId })
      if (fresh && lacksPage(fresh)) {
        await writeSessionData(container, fresh)
      }
    },
    LOCK,
  )
}

async function writeSessionData(container: MedusaContainer, order: OrderMoney): Promise<void> {
  const session = awaitedSession(order)
  if (!session) {
    return
  }
  const due = endOf(order, session)
  const { shows_order: showsOrder } = readSession(session.data ?? {})
  await container.resolve(Modules.PAYMENT).updatePaymentSession({
    id: session.id,
    amount: session.amount,
    currency_code: session.currency_code,
    data: {
      ...session.data,
      reference: String(order.display_id),
      expires_at: due?.toISOString() ?? null,
      language: session.data?.language ?? order.locale,
      ...(showsOrder ? { order: await orderToPay(container, order.id, session) } : {}),
    },
  })
}
