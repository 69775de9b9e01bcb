import type { MedusaContainer } from "@medusajs/framework/types"
import { ask } from "../lib/prepared"

/** Carts per statement. */
const AT_ONCE = 200

/** $1 days since the last change, $2 sales channels or null for all. @param isKept an SQL expression on `cart` */
const deletion = (isKept: string) => `
  WITH abandoned AS (
    SELECT cart.id, cart.shipping_address_id, cart.billing_address_id FROM cart
    WHERE cart.completed_at IS NULL AND cart.deleted_at IS NULL AND cart.updated_at < now() - make_interval(days => $1)
      AND ($2::text[] IS NULL OR cart.sales_channel_id = ANY($2)) AND NOT (${isKept})
      AND NOT EXISTS (SELECT FROM order_cart placed WHERE placed.cart_id = cart.id)
    ORDER BY cart.updated_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED
  ), collections AS (
    DELETE FROM cart_payment_collection linked USING abandoned WHERE linked.cart_id = abandoned.id
    RETURNING linked.payment_collection_id AS id
  ), unpaid AS (
    DELETE FROM payment_collection unpaid USING collections
    WHERE unpaid.id = collections.id
      AND NOT EXISTS (SELECT FROM payment WHERE payment.payment_collection_id = unpaid.id)
      AND NOT EXISTS (SELECT FROM order_payment_collection ordered WHERE ordered.payment_collection_id = unpaid.id)
  ), promotions AS (
    DELETE FROM cart_promotion linked USING abandoned WHERE linked.cart_id = abandoned.id
  ), gone AS (
    DELETE FROM cart USING abandoned WHERE cart.id = abandoned.id RETURNING cart.id
  )
  SELECT gone.id, abandoned.shipping_address_id, abandoned.billing_address_id FROM gone JOIN abandoned USING (id)`

type Gone = { id: string; shipping_address_id: string | null; billing_address_id: string | null }

/**
 * Deletes carts that nobody ordered, with their lines, addresses and unpaid payment collections, in batches that each lock
 * their rows only for a moment.
 *
 * @param days since the last change of a cart
 * @param channels ids of the sales channels; null for all
 * @param isKept an SQL expression on `cart`: a cart that is still in use
 * @returns the ids of the deleted carts, batch by batch
 */
export async function* deleteAbandonedCarts(
  container: MedusaContainer,
  { days, channels, isKept }: { days: number; channels: string[] | null; isKept: string },
): AsyncGenerator<string[]> {
  for (let deleted = AT_ONCE; deleted === AT_ONCE;) {
    const statement = { name: "delete-abandoned-carts", text: deletion(isKept) }
    const gone = await ask<Gone>(container, statement, [days, channels])
    const addresses = gone.flatMap((one) =>
      [one.shipping_address_id ?? [], one.billing_address_id ?? []].flat(),
    )
    if (addresses.length) {
      const text = "DELETE FROM cart_address WHERE id = ANY($1)"
      await ask(container, { name: "delete-cart-addresses", text }, [addresses])
    }
    yield gone.map(({ id }) => id)
    deleted = gone.length
  }
}
