import type { MedusaContainer } from "@medusajs/framework/types"
import { servingAll } from "./rules/shipping-profiles"
import { loadCart } from "./steps/load-cart"
import { planDelivery } from "./steps/plan-delivery"
import type { CartDeliveryView } from "./types"
import { zonesFor } from "./zone-cache"

export type GetCartDeliveryInput = {
  cart_id: string
  /** ISO 8601 timestamp to use as the current time; by default the real time. */
  now?: string
}

/**
 * Reads a cart's delivery, the missing fields and the shipping options.
 *
 * @throws cart_not_found
 */
export async function readCartDelivery(
  container: MedusaContainer,
  { cart_id, now }: GetCartDeliveryInput,
): Promise<CartDeliveryView> {
  const cart = await loadCart(container, { cart_id, to_change: false })
  const options = servingAll(await zonesFor(container, cart), cart.profiles)
  const { view } = await planDelivery(container, { cart, options, changes: {}, now })
  return view
}
