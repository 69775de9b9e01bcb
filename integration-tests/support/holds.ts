import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

const knexOf = (container: MedusaContainer) =>
  container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)

/** The clock goes on: the holds of a cart, or all of them, end so many seconds from now; less than 0: they ended. */
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

export type HeldRow = { cart_id: string; inventory_item_id: string; quantity: number }

/** What is held at this moment, as the database has it: nothing of holds that ended. */
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

/** How many pieces of an item all carts hold together. */
export async function piecesHeld(container: MedusaContainer, itemId: string): Promise<number> {
  const rows = await heldNow(container)
  return rows
    .filter(({ inventory_item_id }) => inventory_item_id === itemId)
    .reduce((sum, { quantity }) => sum + quantity, 0)
}

/** Looks again and again until what it sees is so, at most a minute. @returns what it saw last */
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
