import type { MedusaContainer } from "@medusajs/framework/types"
import { loadCart } from "./steps/load-cart"
import { planDelivery } from "./steps/plan-delivery"
import type { CartDeliveryView } from "./types"
import { zonesFor } from "./zone-book"

export type GetCartDeliveryInput = {
  cart_id: string
  /** ISO instant that counts as now; the present when left out. */
  now?: string
}

/**
 * A cart's delivery as it stands, with what is still missing and the shipping options; changes nothing.
 *
 * @throws cart_not_found
 */
export async function readCartDelivery(
  container: MedusaContainer,
  { cart_id, now }: GetCartDeliveryInput,
): Promise<CartDeliveryView> {
  const cart = await loadCart(container, { cart_id, to_change: false })
  const options = await zonesFor(container, cart)
  const { view } = await planDelivery(container, { cart, options, changes: {}, now })
  return view
}
