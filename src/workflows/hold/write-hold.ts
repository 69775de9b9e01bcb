import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Pieces } from "./rules"

export type HoldTimes = {
  /** How long the hold lasts from now, in minutes. */
  minutes: number
  /** Whether the cart is becoming an order. */
  completing: boolean
}

/** What a statement that writes a hold is asked with, by name. */
type Names = Record<"hold" | "cart" | "minutes" | "completing" | "items", string>

/**
 * The hold of a cart becomes this, whatever it was before: the queries of a statement, in which `wanted` is what is to
 * be held.
 *
 * @param names how the values are named in the statement
 * @param condition when it is to be written at all
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

/** Ids and items of a hold that may be new. */
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

/** Writes what a cart holds from now on; nothing to keep lets the hold go. */
export async function writeHold(knex: Knex, cartId: string, pieces: Pieces, times: HoldTimes): Promise<void> {
  if (!pieces.size) {
    return dropHold(knex, cartId)
  }
  await knex.raw(KEEP, { cart: cartId, ...times, ...holdRows(pieces) })
}

/** Lets a cart's hold go; one that is not there is none. */
export async function dropHold(knex: Knex, cartId: string): Promise<void> {
  await knex.raw("DELETE FROM cart_hold WHERE cart_id = :cart", { cart: cartId })
}
