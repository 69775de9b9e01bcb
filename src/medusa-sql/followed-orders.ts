import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

/** A fulfillment of an order. */
export type FollowedFulfillment = {
  id: string
  requires_shipping: boolean
  /** ISO 8601, like the following times. */
  canceled_at: string | null
  shipped_at: string | null
  delivered_at: string | null
  /** Medusa's user who marked it as shipped, or the id of a secret API key. */
  shipped_by: string | null
}

/** The parts of a Medusa order that its assignment and its delivery follow. */
export type FollowedOrder = {
  id: string
  status: string
  /** Whether a payment collection of the order is completed. */
  is_paid: boolean
  /** The row of its shipping address. Medusa writes a new row for each change. */
  address_id: string | null
  fulfillments: FollowedFulfillment[]
}

const ORDERS: Prepared = {
  name: "followed-orders",
  text: `
  SELECT o.id, o.status, o.shipping_address_id AS address_id,
    -- Not EXISTS: for many orders PostgreSQL would read all payment collections into a hash table.
    coalesce((
      SELECT true FROM order_payment_collection collected
      JOIN payment_collection collection ON collection.id = collected.payment_collection_id
        AND collection.status = 'completed' AND collection.deleted_at IS NULL
      WHERE collected.order_id = o.id AND collected.deleted_at IS NULL LIMIT 1
    ), false) AS is_paid,
    (
      SELECT coalesce(json_agg(json_build_object(
        'id', made.id, 'requires_shipping', made.requires_shipping,
        'canceled_at', made.canceled_at, 'shipped_at', made.shipped_at,
        'delivered_at', made.delivered_at, 'shipped_by', made.marked_shipped_by
      ) ORDER BY made.id), '[]')
      FROM order_fulfillment linked
      JOIN fulfillment made ON made.id = linked.fulfillment_id AND made.deleted_at IS NULL
      WHERE linked.order_id = o.id AND linked.deleted_at IS NULL
    ) AS fulfillments
  FROM "order" o WHERE o.id = ANY($1) AND o.deleted_at IS NULL`,
}

/** Reads the given orders in one statement. */
export const readFollowedOrders = (container: MedusaContainer, ids: string[]): Promise<FollowedOrder[]> =>
  ask<FollowedOrder>(container, ORDERS, [ids])

const OF_FULFILLMENT: Prepared = {
  name: "order-of-fulfillment",
  text: "SELECT order_id FROM order_fulfillment WHERE fulfillment_id = $1 AND deleted_at IS NULL LIMIT 1",
}

/** The order of a fulfillment; undefined if it has none. */
export async function orderOfFulfillment(
  container: MedusaContainer,
  id: string,
): Promise<string | undefined> {
  return (await ask<{ order_id: string }>(container, OF_FULFILLMENT, [id])).at(0)?.order_id
}
