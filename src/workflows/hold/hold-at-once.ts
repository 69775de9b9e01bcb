import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { escapeLiteral } from "@medusajs/framework/pg"
import { runTogether } from "../../lib/prepared"
import { stockForCart } from "./read-stock"
import type { Pieces } from "./rules"
import { holdRows, keepSql, type HoldTimes } from "./write-hold"

/**
 * SQL that locks inventory items until the transaction ends. The locks are taken in the order of their keys,
 * so that two transactions cannot deadlock.
 *
 * @param items SQL expression for the items' ids, an array of texts
 */
export const lockSql = (items: string) => `
  SELECT pg_advisory_xact_lock(key) FROM (
    SELECT DISTINCT hashtextextended('hold:' || id, 0) AS key FROM unnest(CAST(${items} AS text[])) AS locked(id)
    ORDER BY key OFFSET 0
  ) keys`

/** The rule of `isAvailable` in rules.ts in SQL, for all wanted items. */
const ALL_AVAILABLE = `NOT EXISTS (
      SELECT FROM wanted LEFT JOIN stock USING (inventory_item_id)
      WHERE (
        wanted.quantity <= stock.unreserved
        AND (wanted.quantity <= stock.unreserved - stock.others OR wanted.quantity <= stock.own)
      ) IS NOT TRUE
    )`

/**
 * Holds stock for a cart if all pieces are available, which is the usual case. Otherwise changes nothing;
 * then `planHold` decides what the cart may hold or which error is returned.
 *
 * PostgreSQL locks, counts, writes and unlocks in one request, so concurrent carts do not wait for this
 * process between these steps. The lock and the count are separate statements: the second one starts after
 * the lock is held and therefore sees what earlier lock holders wrote.
 *
 * @returns whether the pieces are held now
 */
export async function holdAtOnce(
  knex: Knex,
  cartId: string,
  pieces: Pieces,
  { minutes, completing }: HoldTimes,
): Promise<boolean> {
  const { hold, items } = holdRows(pieces)
  const ids = `ARRAY(SELECT jsonb_array_elements_text(CAST(${escapeLiteral(JSON.stringify([...pieces.keys()]))} AS jsonb)))`
  const cart = escapeLiteral(cartId)
  const names = {
    cart,
    hold: escapeLiteral(hold),
    items: escapeLiteral(items),
    minutes: String(minutes),
    completing: String(completing),
  }
  const kept = await runTogether<{ inventory_item_id: string }>(knex, [
    lockSql(ids),
    `WITH stock AS (${stockForCart(cart, ids)}), ${keepSql(names, ALL_AVAILABLE)}`,
  ])
  return kept.length > 0
}
