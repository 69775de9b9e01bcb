import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Pieces } from "./rules"

export type HoldTimes = {
  /** Duration of the hold from now, in minutes. */
  minutes: number
  /** Whether the cart is becoming an order. */
  completing: boolean
}

/** SQL expressions for the values of a statement that writes a hold. */
type Names = Record<"hold" | "cart" | "minutes" | "completing" | "items", string>

/**
 * SQL that creates or replaces the hold of a cart, as the common table expressions of one statement. The
 * expression `wanted` contains the items to hold.
 *
 * @param names SQL expressions for the values
 * @param condition SQL condition; if false, nothing is written
 */
export const keepSql = ({ hold, cart, minutes, completing, items }: Names, condition = "true") => `
  wanted AS (
    SELECT * FROM jsonb_to_recordset(CAST(${items} AS jsonb)) AS item(id text, inventory_item_id text, quantity int)
  ), kept AS (
    INSERT INTO cart_hold (id, cart_id, expires_at, completing_at)
    SELECT ${hold}, ${cart}, now() + make_interval(mins => ${minutes}), CASE WHEN ${completing} THEN now() END
    WHERE ${condition}
    ON CONFLICT (cart_id) WHERE deleted_at IS NULL
    DO UPDATE SET expires_at = excluded.expires_at, completing_at = excluded.completing_at, warned_at = NULL,
      updated_at = now()
    RETURNING id
  ), dropped AS (
    DELETE FROM cart_hold_item item USING kept
    WHERE item.hold_id = kept.id
      AND NOT (item.inventory_item_id = ANY(ARRAY(SELECT wanted.inventory_item_id FROM wanted)))
  )
  INSERT INTO cart_hold_item (id, hold_id, inventory_item_id, quantity)
  SELECT wanted.id, kept.id, wanted.inventory_item_id, wanted.quantity FROM kept, wanted
  ON CONFLICT (hold_id, inventory_item_id) WHERE deleted_at IS NULL
  DO UPDATE SET quantity = excluded.quantity, updated_at = now()
  RETURNING inventory_item_id`

const KEEP = `WITH ${keepSql({
  hold: ":hold",
  cart: ":cart",
  minutes: ":minutes",
  completing: ":completing",
  items: ":items",
})}`

/** The hold's items as JSON, and ids for the rows that are new. */
export const holdRows = (pieces: Pieces) => ({
  hold: generateEntityId("", "hold"),
  items: JSON.stringify(
    [...pieces].map(([inventory_item_id, quantity]) => ({
      id: generateEntityId("", "hitem"),
      inventory_item_id,
      quantity,
    })),
  ),
})

/** Replaces the hold of a cart. An empty list of items deletes the hold. */
export async function writeHold(knex: Knex, cartId: string, pieces: Pieces, times: HoldTimes): Promise<void> {
  if (!pieces.size) {
    return dropHold(knex, cartId)
  }
  await knex.raw(KEEP, { cart: cartId, ...times, ...holdRows(pieces) })
}

/** Deletes the hold of a cart, if it exists. */
export async function dropHold(knex: Knex, cartId: string): Promise<void> {
  await knex.raw("DELETE FROM cart_hold WHERE cart_id = :cart", { cart: cartId })
}
