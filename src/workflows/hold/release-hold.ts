import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { settingsOf } from "../settings"
import type { Pieces } from "./rules"
import { writeHold } from "./write-hold"

/** A hold that was let go, for the case that it must come back. */
export type ReleasedHold = { cart_id: string; items: { inventory_item_id: string; quantity: number }[] }

const LET_GO = `
  WITH gone AS (DELETE FROM cart_hold WHERE cart_id = :cart RETURNING id)
  SELECT item.inventory_item_id, item.quantity FROM cart_hold_item item JOIN gone ON gone.id = item.hold_id`

/** Lets go what is held for a cart whose order has reserved its stock. @returns what was held */
export async function releaseHold(container: MedusaContainer, cartId: string): Promise<ReleasedHold> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw<{ rows: ReleasedHold["items"] }>(LET_GO, { cart: cartId })
  return { cart_id: cartId, items: rows }
}

/**
 * Holds once more what was let go, without asking what is free: the order's reservations, which are about to be
 * taken back, cover it. Until {@link fitHold} it counts as a cart that is becoming an order.
 */
export async function putHoldBack(
  container: MedusaContainer,
  { cart_id, items }: ReleasedHold,
): Promise<void> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const pieces: Pieces = new Map(items.map((item) => [item.inventory_item_id, item.quantity]))
  await writeHold(knex, cart_id, pieces, { minutes: settingsOf(container).holdMinutes, completing: true })
}
