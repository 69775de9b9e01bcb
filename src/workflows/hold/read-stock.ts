import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { runPrepared, type Prepared } from "../../lib/prepared"
import { locationsOfCart, locationsOfChannel, unreservedAt } from "../../medusa-sql/conditions"
import type { ItemStock } from "./rules"

/** A cart that has not become an order after so many seconds is not about to: its server died. */
export const COMPLETING_SECONDS = 120

type Row = Omit<ItemStock, "unreserved" | "own" | "others"> & {
  unreserved: string
  own: string
  others: string
}

/**
 * Stock, reservations and holds in one statement, so that they are of one moment: an order is reserved before its
 * hold is let go, and is therefore counted twice for a moment, but never zero times.
 */
const stockAt = (places: string, cart: string, items: string) => `
  SELECT wanted.id AS inventory_item_id,
    ${unreservedAt("wanted.id", places)} AS unreserved,
    coalesce(sum(held.quantity) FILTER (WHERE held.cart_id = ${cart}), 0) AS own,
    coalesce(sum(held.quantity) FILTER (WHERE held.cart_id <> ${cart}), 0) AS others,
    min(held.expires_at) FILTER (WHERE held.cart_id <> ${cart}) AS others_until,
    coalesce(bool_or(
      held.cart_id <> ${cart} AND held.completing_at > now() - interval '${COMPLETING_SECONDS} seconds'
    ), false) AS others_completing
  FROM unnest(CAST(${items} AS text[])) AS wanted(id)
  LEFT JOIN (
    SELECT item.inventory_item_id, item.quantity, hold.cart_id, hold.expires_at, hold.completing_at
    FROM cart_hold_item item JOIN cart_hold hold ON hold.id = item.hold_id AND hold.expires_at > now()
  ) held ON held.inventory_item_id = wanted.id
  GROUP BY wanted.id`

/**
 * Items as they stand for a cart, at the locations of its sales channel; a row of each, as {@link ItemStock} has it.
 *
 * @param cart what names the cart in the statement
 * @param items what names the items' ids, a list of texts
 */
export const stockForCart = (cart: string, items: string) => stockAt(locationsOfCart(cart), cart, items)

const OF_THE_CARTS_CHANNEL = stockForCart(":cart", ":items")

const OF_A_CHANNEL = stockAt(locationsOfChannel(":channel"), ":cart", ":items")

/** Every look at a product card asks it. */
const AT_LOCATIONS: Prepared = {
  name: "stock-at-locations",
  text: stockAt("SELECT unnest(CAST($3 AS text[]))", "CAST($1 AS text)", "$2"),
}

const toStock = (row: Row): ItemStock => ({
  ...row,
  unreserved: Number(row.unreserved),
  own: Number(row.own),
  others: Number(row.others),
})

/**
 * Items as they stand for a cart, at the locations of the cart's sales channel.
 *
 * @param knex the transaction that holds the items' locks
 */
export async function readStockForCart(knex: Knex, cartId: string, itemIds: string[]): Promise<ItemStock[]> {
  const { rows } = await knex.raw<{ rows: Row[] }>(OF_THE_CARTS_CHANNEL, { cart: cartId, items: itemIds })
  return rows.map(toStock)
}

/** Where the flowers would be taken from. */
export type Places = { location_ids: string[] } | { sales_channel_id: string }

/**
 * Items as they stand for whoever looks at them.
 *
 * @param cartId the cart of the one who looks: what it holds is free for it; null for one without a cart
 */
export async function readStock(
  container: MedusaContainer,
  cartId: string | null,
  itemIds: string[],
  places: Places,
): Promise<ItemStock[]> {
  if (!itemIds.length) {
    return []
  }
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const cart = cartId ?? ""
  if ("location_ids" in places) {
    const rows = await runPrepared<Row>(knex, AT_LOCATIONS, [cart, itemIds, places.location_ids])
    return rows.map(toStock)
  }
  const channel = places.sales_channel_id
  const { rows } = await knex.raw<{ rows: Row[] }>(OF_A_CHANNEL, { cart, items: itemIds, channel })
  return rows.map(toStock)
}
