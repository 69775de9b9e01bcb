import type { MedusaContainer } from "@medusajs/framework/types"
import { ask } from "../lib/prepared"

type Row<Assignment> = {
  id: string
  status: string
  currency_code: string
  /**
   * Of Medusa's order summary; null if the order has none, or if it waits for returned goods: the stored summary still
   * counts them.
   */
  total: string | null
  /** What the total still lacks after all payments and refunds; negative if the shop owes money. */
  pending: string | null
  payment_collections:
    { amount: string; captured_amount: string | null; refunded_amount: string | null }[] | null
  assignment: Assignment | null
}

/** An amount of the order's current summary. */
const summed = (name: string) => `(
      SELECT coalesce(s.totals->'raw_${name}'->>'value', s.totals->>'${name}') FROM order_summary s
      WHERE s.order_id = o.id AND s.version = o.version AND s.deleted_at IS NULL
      ORDER BY s.created_at DESC LIMIT 1)`

const payable = (which: string, assignment: string) => `
  SELECT o.id, o.status, o.currency_code,
    CASE WHEN NOT EXISTS (
      SELECT FROM order_item i WHERE i.order_id = o.id AND i.version = o.version
        AND i.return_requested_quantity > 0 AND i.deleted_at IS NULL
    ) THEN ${summed("current_order_total")} END AS total,
    ${summed("pending_difference")} AS pending,
    (SELECT jsonb_agg(jsonb_build_object(
        'amount', c.amount::text, 'captured_amount', c.captured_amount::text,
        'refunded_amount', c.refunded_amount::text))
      FROM order_payment_collection l
      JOIN payment_collection c ON c.id = l.payment_collection_id AND c.deleted_at IS NULL
      WHERE l.order_id = o.id AND l.deleted_at IS NULL) AS payment_collections,
    ${assignment} AS assignment
  FROM "order" o WHERE ${which} AND o.deleted_at IS NULL`

/**
 * Reads what an order costs and what was paid. One statement, because a gateway waits for the answer; Medusa's query
 * takes eight.
 *
 * @param which the order's id or its number
 * @param assignment an SQL expression on `o`: the shop's own record of the order
 * @returns undefined if the order does not exist
 */
export async function readPayable<Assignment>(
  container: MedusaContainer,
  which: string | number,
  assignment: string,
): Promise<Row<Assignment> | undefined> {
  const isNumber = typeof which === "number"
  const statement = {
    name: isNumber ? "payable-order-of-number" : "payable-order",
    text: payable(isNumber ? "o.display_id = $1" : "o.id = $1", assignment),
  }
  return (await ask<Row<Assignment>>(container, statement, [which])).at(0)
}
