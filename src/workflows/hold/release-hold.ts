import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { settingsOf } from "../settings"
import type { Pieces } from "./rules"
import { writeHold } from "./write-hold"

/** A released hold, so that compensation can restore it. */
export type ReleasedHold = { cart_id: string; items: { inventory_item_id: string; quantity: number }[] }

const RELEASE = `
  WITH gone AS (DELETE FROM cart_hold WHERE cart_id = :cart RETURNING id)
  SELECT item.inventory_item_id, item.quantity FROM cart_hold_item item JOIN gone ON gone.id = item.hold_id`

/**
 * Releases the hold of a cart after its order has reserved the stock.
 *
 * @returns the released items
 */
export async function releaseHold(container: MedusaContainer, cartId: string): Promise<ReleasedHold> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw<{ rows: ReleasedHold["items"] }>(RELEASE, { cart: cartId })
  return { cart_id: cartId, items: rows }
}

/**
 * Restores a released hold without a check of the available stock. The order's reservations, which
 * compensation deletes next, cover the hold. Until {@link fitHold} runs, the cart counts as becoming an
 * order.
 */
export async function putHoldBack(
  container: MedusaContainer,
  { cart_id, items }: ReleasedHold,
): Promise<void> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const pieces: Pieces = new Map(items.map((item) => [item.inventory_item_id, item.quantity]))
  await writeHold(knex, cart_id, pieces, { minutes: settingsOf(container).holdMinutes, completing: true })
}
