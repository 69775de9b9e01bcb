import type { MedusaContainer } from "@medusajs/framework/types"
import { ask } from "../lib/prepared"
import { firstChangeId } from "./order-changes"

/** A placed order that is not in the workshop. */
export type UnassignedOrder = {
  id: string
  display_id: number
  /** ISO 8601. */
  created_at: string
  email: string | null
  /** The name in its shipping address. */
  recipient: string | null
}

/** Minutes after which an order of a cart counts: until then it may still be placed or repaired. */
const PLACED_WITHIN_MINUTES = 5

/**
 * Reads orders without an assignment whose goods are still to be made, newest first: draft orders that became orders,
 * imported orders, orders of carts that were not completed through the shop, and completed orders with an exchange or a claim
 * that is not fulfilled and was begun within 30 days.
 *
 * @param channels ids of the sales channels; null for all
 * @param assignment an SQL expression on `o`: the id of its assignment
 */
export async function readUnassignedOrders(
  container: MedusaContainer,
  { channels, assignment, limit }: { channels: string[] | null; assignment: string; limit: number },
): Promise<{ orders: UnassignedOrder[]; count: number }> {
  const text = `
    SELECT o.id, o.display_id, to_jsonb(o.created_at) AS created_at, o.email,
      nullif(trim(concat(place.first_name, ' ', place.last_name)), '') AS recipient,
      count(*) OVER ()::int AS count
    FROM "order" o
    LEFT JOIN order_address place ON place.id = o.shipping_address_id AND place.deleted_at IS NULL
    WHERE o.id IN (
        SELECT id FROM "order" WHERE status = 'pending' AND NOT is_draft_order AND deleted_at IS NULL
        UNION ALL
        SELECT replaced.id FROM order_change change
        JOIN "order" replaced ON replaced.id = change.order_id AND replaced.status = 'completed'
        JOIN order_item line ON line.order_id = replaced.id AND line.version = replaced.version
          AND line.quantity > line.fulfilled_quantity AND line.deleted_at IS NULL
        WHERE change.id > $3 AND change.change_type IN ('exchange', 'claim') AND change.status = 'confirmed'
          AND change.deleted_at IS NULL
      )
      AND NOT o.is_draft_order AND o.deleted_at IS NULL
      AND ($1::text[] IS NULL OR o.sales_channel_id = ANY($1::text[]))
      AND ${assignment} IS NULL
      AND (
        o.created_at < now() - interval '${PLACED_WITHIN_MINUTES} minutes'
        OR NOT EXISTS (SELECT FROM order_cart placed WHERE placed.order_id = o.id AND placed.deleted_at IS NULL)
      )
    ORDER BY o.created_at DESC LIMIT $2`
  const statement = { name: "unassigned-orders", text }
  const rows = await ask<UnassignedOrder & { count: number }>(container, statement, [
    channels,
    limit,
    firstChangeId(),
  ])
  return { orders: rows.map(({ count: _count, ...order }) => order), count: rows.at(0)?.count ?? 0 }
}
