import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

export type CartHead = {
  id: string
  locale: string | null
  region_id: string | null
  sales_channel_id: string | null
  is_ordered: boolean
  /** Whether the cart has the line that was asked for. */
  has_line: boolean
}

const HEAD: Prepared = {
  name: "cart-head",
  text: `
  SELECT cart.id, cart.locale, cart.region_id, cart.sales_channel_id, cart.completed_at IS NOT NULL AS is_ordered,
    EXISTS (
      SELECT FROM cart_line_item line
      WHERE line.id = $2 AND line.cart_id = cart.id AND line.deleted_at IS NULL
    ) AS has_line
  FROM cart WHERE cart.id = $1 AND cart.deleted_at IS NULL`,
}

/** Reads a cart without what belongs to it. @returns undefined if the cart does not exist */
export async function readCartHead(
  container: MedusaContainer,
  cartId: string,
  lineId: string | null = null,
): Promise<CartHead | undefined> {
  return (await ask<CartHead>(container, HEAD, [cartId, lineId])).at(0)
}
