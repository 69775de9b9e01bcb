import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { escapeLiteral } from "@medusajs/framework/pg"
import { runTogether } from "../../lib/prepared"
import { stockForCart } from "./read-stock"
import type { Pieces } from "./rules"
import { holdRows, keepSql, type HoldTimes } from "./write-hold"

/**
 * The locks of some items until the transaction ends: in the order of their keys, so that no two wait for each other.
 *
 * @param items what names the items' ids in the statement, a list of texts
 */
export const lockSql = (items: string) => `
  SELECT pg_advisory_xact_lock(key) FROM (
    SELECT DISTINCT hashtextextended('hold:' || id, 0) AS key FROM unnest(CAST(${items} AS text[])) AS locked(id)
    ORDER BY key OFFSET 0
  ) keys`

/** The rule of `isThere` in rules.ts, for all that is wanted. */
const ALL_IS_THERE = `NOT EXISTS (
      SELECT FROM wanted LEFT JOIN stock USING (inventory_item_id)
      WHERE (
        wanted.quantity <= stock.unreserved
        AND (wanted.quantity <= stock.unreserved - stock.others OR wanted.quantity <= stock.own)
      ) IS NOT TRUE
    )`

/**
 * Holds pieces for a cart where all of them are there, as they mostly are; else nothing is done, and the rules are to
 * be asked what may be kept, or what is said.
 *
 * PostgreSQL locks, counts, writes and lets go in one go: of many carts that want the same flowers none waits until
 * this process has time for the one before. Each of the statements sees what was there when it began, so the count
 * sees what others wrote before they let the locks go.
 *
 * @returns whether they are held
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
    `WITH stock AS (${stockForCart(cart, ids)}), ${keepSql(names, ALL_IS_THERE)}`,
  ])
  return kept.length > 0
}
