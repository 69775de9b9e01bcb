import type { MedusaContainer } from "@medusajs/framework/types"
import { readSession } from "../../../providers/redirect-payment/session"
import { readOrderMoney, sessionsOf } from "../order-payment/order-money"
import { STRIPE } from "../../../lib/shop"
import { closePage } from "./close-page"

/** Expires the Checkout Sessions of a finished order. */
export async function closeStripePages(
  container: MedusaContainer,
  { order_id: id }: { order_id: string },
): Promise<void> {
  const order = await readOrderMoney(container, { id })
  const own = order ? sessionsOf(order).filter(({ provider_id }) => provider_id === STRIPE) : []
  for (const { data } of own) {
    const { page_id: page, performed } = readSession(data ?? {})
    if (page && !performed) {
      await closePage(container, page)
    }
  }
}
