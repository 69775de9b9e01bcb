import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { runPrepared, type Prepared } from "../../lib/prepared"
import { locationsOfCart, locationsOfChannel, unreservedAt } from "../../medusa-sql/conditions"
import type { ItemStock } from "./rules"

/**
 * A cart counts as becoming an order for at most this time, in seconds. After that, its process must have
 * crashed.
 */
export const COMPLETING_SECONDS = 120

type Row = Omit<ItemStock, "unreserved" | "own" | "others"> & {
  unreserved: string
  own: string
  others: string
}

/**
 * SQL that reads stock, reservations and holds in one statement, so that they are consistent. An order's
 * stock is reserved before its hold is released. So it is briefly counted twice, but always at least once.
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
 * SQL for the availability of inventory items for a cart, at the stock locations of its sales channel.
 * Returns one {@link ItemStock} row per item.
 *
 * @param cart SQL expression for the cart's id
 * @param items SQL expression for the items' ids, an array of texts
 */
export const stockForCart = (cart: string, items: string) => stockAt(locationsOfCart(cart), cart, items)

const OF_THE_CARTS_CHANNEL = stockForCart(":cart", ":items")

const OF_A_CHANNEL = stockAt(locationsOfChannel(":channel"), ":cart", ":items")

/** This statement is prepared, because each product card runs it. */
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
 * Reads the availability of inventory items for a cart, at the stock locations of its sales channel.
 *
 * @param knex the transaction that holds the items' locks
 */
export async function readStockForCart(knex: Knex, cartId: string, itemIds: string[]): Promise<ItemStock[]> {
  const { rows } = await knex.raw<{ rows: Row[] }>(OF_THE_CARTS_CHANNEL, { cart: cartId, items: itemIds })
  return rows.map(toStock)
}

/** The stock locations whose stock counts. */
export type Places = { location_ids: string[] } | { sales_channel_id: string }

/**
 * Reads the availability of inventory items for a shopper.
 *
 * @param cartId the shopper's cart, whose own hold counts as available; null for a shopper without a cart
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
