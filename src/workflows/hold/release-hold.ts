import type { MedusaContainer } from "@medusajs/framework/types"
import type { HeldItem } from "../../modules/hold/types"
import { settingsOf } from "../settings"
import { holdModuleOf } from "./hold-module"

/** A released hold, in case that it must be restored. */
export type ReleasedHold = { cart_id: string; items: HeldItem[] }

/** Releases the hold of a cart whose order has reserved its stock. @returns what was held */
export async function releaseHold(container: MedusaContainer, cartId: string): Promise<ReleasedHold> {
  return { cart_id: cartId, items: await holdModuleOf(container).release(cartId) }
}

/**
 * Restores a released hold without a look at the stock: the order's reservations, which are deleted next, cover it.
 * Until {@link fitHold} the cart counts as one that becomes an order.
 */
export async function putHoldBack(
  container: MedusaContainer,
  { cart_id, items }: ReleasedHold,
): Promise<void> {
  const pieces = new Map(items.map((item) => [item.inventory_item_id, item.quantity]))
  const { holdMinutes: minutes, holdTotalMinutes: total } = settingsOf(container)
  const times = { minutes, completing: true, total }
  await holdModuleOf(container).write(cart_id, pieces, times)
}
