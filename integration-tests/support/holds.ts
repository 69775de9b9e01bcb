import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

const knexOf = (container: MedusaContainer) =>
  container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)

/**
 * Sets the end of a cart's hold, or of all holds.
 *
 * @param seconds from now; a negative number means that the hold has expired
 */
export async function holdsEndIn(
  container: MedusaContainer,
  seconds: number,
  cartId?: string,
): Promise<void> {
  await knexOf(container).raw(
    "UPDATE cart_hold SET expires_at = now() + make_interval(secs => ?) WHERE ? IN ('', cart_id)",
    [seconds, cartId ?? ""],
  )
}

/** Sets the beginning of all holds. @param minutes before now */
export async function holdsBeganAgo(container: MedusaContainer, minutes: number): Promise<void> {
  await knexOf(container).raw("UPDATE cart_hold SET started_at = now() - make_interval(mins => ?)", [minutes])
}

export type HeldRow = { cart_id: string; inventory_item_id: string; quantity: number }

/** Reads the active holds from the database. */
export async function heldNow(container: MedusaContainer, cartId?: string): Promise<HeldRow[]> {
  const { rows } = await knexOf(container).raw<{ rows: HeldRow[] }>(
    `SELECT hold.cart_id, item.inventory_item_id, item.quantity
     FROM cart_hold hold JOIN cart_hold_item item ON item.hold_id = hold.id
     WHERE hold.expires_at > now() AND ? IN ('', hold.cart_id)
     ORDER BY hold.created_at, item.inventory_item_id`,
    [cartId ?? ""],
  )
  return rows
}

/** Returns the quantity of an item in all active holds. */
export async function piecesHeld(container: MedusaContainer, itemId: string): Promise<number> {
  const rows = await heldNow(container)
  return rows
    .filter(({ inventory_item_id }) => inventory_item_id === itemId)
    .reduce((sum, { quantity }) => sum + quantity, 0)
}

/**
 * Repeats a query until its result meets the condition, for at most one minute.
 *
 * @returns the last result
 */
export async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean): Promise<T> {
  const giveUpAt = Date.now() + 60_000
  for (;;) {
    const seen = await look()
    if (isSo(seen) || Date.now() > giveUpAt) {
      return seen
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
