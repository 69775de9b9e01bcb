import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

const COUNT: Prepared = {
  name: "cart-count",
  text: `
  SELECT count(DISTINCT line.metadata->>'bouquet_id') AS bouquets,
    coalesce(sum(line.quantity) FILTER (WHERE line.metadata->>'bouquet_id' IS NULL), 0) AS single
  FROM cart JOIN cart_line_item line ON line.cart_id = cart.id AND line.deleted_at IS NULL
  WHERE cart.id = $1 AND cart.completed_at IS NULL AND cart.deleted_at IS NULL`,
}

/** Returns the number of items in an open cart. A custom bouquet counts as one item. */
export async function countCart(container: MedusaContainer, cartId: string): Promise<number> {
  const [{ bouquets, single }] = await ask<{ bouquets: string; single: string }>(container, COUNT, [cartId])
  return Number(bouquets) + Number(single)
}
