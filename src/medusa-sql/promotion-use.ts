import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

/** What an order used of its promotions when it was placed. */
export type PromotionUse = {
  customer_id: string | null
  customer_email: string | null
  /** One discount of a line or a shipping method; the amount is an exact decimal. */
  discounts: { code: string; amount: string }[]
}

const discountsOf = (owner: string, adjustments: string, key: string) => `
      SELECT part.code, part.amount FROM ${owner} owner
      JOIN ${adjustments} part ON part.${key} = owner.${key} AND part.version = 1 AND part.code IS NOT NULL
      WHERE owner.order_id = placed.order_id AND owner.version = 1`

/** Version 1 is the order as it was placed: core counts uses only then, and only for orders of a cart. */
const USE: Prepared = {
  name: "promotion-use",
  text: `
  SELECT cart.customer_id, cart.email AS customer_email, coalesce((
    SELECT json_agg(json_build_object('code', one.code, 'amount', one.amount::text)) FROM (
      ${discountsOf("order_item", "order_line_item_adjustment", "item_id")}
      UNION ALL
      ${discountsOf("order_shipping", "order_shipping_method_adjustment", "shipping_method_id")}
    ) one
  ), '[]') AS discounts
  FROM order_cart placed JOIN cart ON cart.id = placed.cart_id
  WHERE placed.order_id = $1 AND placed.deleted_at IS NULL`,
}

/** Reads what an order used of its promotions. @returns undefined for an order that was not made from a cart */
export async function readPromotionUse(
  container: MedusaContainer,
  orderId: string,
): Promise<PromotionUse | undefined> {
  return (await ask<PromotionUse>(container, USE, [orderId])).at(0)
}
