import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { keepHold } from "./keep-hold"

export type CartHoldView = {
  /** ISO 8601 timestamp; null if the cart holds nothing. */
  expires_at: string | null
  seconds_left: number
  items: { inventory_item_id: string; quantity: number }[]
}

const HOLD = `
  SELECT hold.expires_at, ceil(extract(epoch FROM hold.expires_at - now()))::int AS seconds_left,
    item.inventory_item_id, item.quantity
  FROM cart_hold hold JOIN cart_hold_item item ON item.hold_id = hold.id
  WHERE hold.cart_id = :cart AND hold.expires_at > now() ORDER BY item.inventory_item_id`

type Row = { expires_at: Date; seconds_left: number; inventory_item_id: string; quantity: number }

/**
 * Returns the hold of a cart. Extends the hold, because the request shows that the shopper is active.
 *
 * @throws cart_not_found
 */
export async function getCartHold(
  container: MedusaContainer,
  input: { cart_id: string },
): Promise<CartHoldView> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "cart", fields: ["id"], filters: { id: input.cart_id } })
  if (!data.length) {
    throw shopError("cart_not_found", "There is no such cart.", MedusaError.Types.NOT_FOUND)
  }
  await keepHold(container, input.cart_id)
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw<{ rows: Row[] }>(HOLD, { cart: input.cart_id })
  return {
    expires_at: rows[0]?.expires_at.toISOString() ?? null,
    seconds_left: rows[0]?.seconds_left ?? 0,
    items: rows.map(({ inventory_item_id, quantity }) => ({ inventory_item_id, quantity })),
  }
}
