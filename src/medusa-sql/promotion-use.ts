import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { Context, DAL, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
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

/** Marks an order whose uses are given back. Returns no row if it is marked already. */
const MARK = `
  UPDATE "order" SET metadata = coalesce(metadata, '{}') || '{"guldasta_promotions_returned": true}'
  WHERE id = ? AND metadata->'guldasta_promotions_returned' IS NULL
  RETURNING id`

/** Core's promotion module with what its type leaves out: its database, and the context of `revertUsage`. */
type PromotionModule = {
  baseRepository_: DAL.RepositoryService
  revertUsage(
    discounts: PromotionUse["discounts"],
    customer: Pick<PromotionUse, "customer_id" | "customer_email">,
    context: Context,
  ): Promise<void>
}

/**
 * Runs `act` once for each order: the mark of the order and the changes of core's promotion module are one transaction.
 *
 * @param act gets the context of this transaction
 */
export async function returnOnce(
  container: MedusaContainer,
  orderId: string,
  act: (promotion: PromotionModule, context: Context) => Promise<void>,
): Promise<void> {
  const promotion = container.resolve<PromotionModule>(Modules.PROMOTION)
  await promotion.baseRepository_.transaction(async (transactionManager: SqlEntityManager) => {
    const marked: unknown[] = await transactionManager.execute(MARK, [orderId])
    if (marked.length) {
      await act(promotion, { transactionManager })
    }
  })
}
