import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Pieces } from "./rules"

export type HoldTimes = {
  /** How long the hold lasts from now, in minutes. */
  minutes: number
  /** Whether the cart is becoming an order. */
  completing: boolean
}

/** The hold of a cart becomes this, whatever it was before. */
const KEEP = `
  WITH kept AS (
    INSERT INTO cart_hold (id, cart_id, expires_at, completing_at)
    VALUES (:hold, :cart, now() + make_interval(mins => :minutes), CASE WHEN :completing THEN now() END)
    ON CONFLICT (cart_id) WHERE deleted_at IS NULL
    DO UPDATE SET expires_at = excluded.expires_at, completing_at = excluded.completing_at, warned_at = NULL,
      updated_at = now()
    RETURNING id
  ), dropped AS (
    DELETE FROM cart_hold_item item USING kept
    WHERE item.hold_id = kept.id AND NOT (item.inventory_item_id = ANY(CAST(:ids AS text[])))
  )
  INSERT INTO cart_hold_item (id, hold_id, inventory_item_id, quantity)
  SELECT wanted.id, kept.id, wanted.inventory_item_id, wanted.quantity
  FROM kept, jsonb_to_recordset(CAST(:items AS jsonb)) AS wanted(id text, inventory_item_id text, quantity int)
  ON CONFLICT (hold_id, inventory_item_id) WHERE deleted_at IS NULL
  DO UPDATE SET quantity = excluded.quantity, updated_at = now()`

/** Writes what a cart holds from now on; nothing to keep lets the hold go. */
export async function writeHold(
  knex: Knex,
  cartId: string,
  pieces: Pieces,
  { minutes, completing }: HoldTimes,
): Promise<void> {
  if (!pieces.size) {
    return dropHold(knex, cartId)
  }
  await knex.raw(KEEP, {
    hold: generateEntityId("", "hold"),
    cart: cartId,
    minutes,
    completing,
    ids: [...pieces.keys()],
    items: JSON.stringify(
      [...pieces].map(([inventory_item_id, quantity]) => ({
        id: generateEntityId("", "hitem"),
        inventory_item_id,
        quantity,
      })),
    ),
  })
}

/** Lets a cart's hold go; one that is not there is none. */
export async function dropHold(knex: Knex, cartId: string): Promise<void> {
  await knex.raw("DELETE FROM cart_hold WHERE cart_id = :cart", { cart: cartId })
}
