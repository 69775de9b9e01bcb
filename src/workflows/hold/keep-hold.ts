import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { settingsOf } from "../settings"
import { readDemand } from "../../medusa-sql/demand"
import { demandOf, renewalStep } from "./rules"
import { fitHold } from "./take-hold"

const LOCK_SECONDS = 10

/**
 * Two common table expressions of a statement. `renewed` extends an active hold of `:cart`; `kept` returns
 * the hold with its end. An extension of less than `:step` seconds is not written, to avoid a write per tap.
 */
export const RENEWED = `
  renewed AS (
    UPDATE cart_hold SET expires_at = now() + make_interval(mins => :minutes), warned_at = NULL, updated_at = now()
    WHERE cart_id = :cart AND expires_at > now()
      AND expires_at < now() + make_interval(mins => :minutes) - make_interval(secs => :step)
    RETURNING expires_at
  ), kept AS (
    SELECT hold.id, coalesce((SELECT expires_at FROM renewed), hold.expires_at) AS expires_at
    FROM cart_hold hold WHERE hold.cart_id = :cart AND hold.expires_at > now()
  )`

/** The parameters of {@link RENEWED}. */
export function renewalOf(container: MedusaContainer, cartId: string) {
  const { holdMinutes } = settingsOf(container)
  return { cart: cartId, minutes: holdMinutes, step: renewalStep(holdMinutes) }
}

/**
 * Extends an active hold.
 *
 * @returns its end; null if the cart has no active hold
 */
async function renewHold(container: MedusaContainer, cartId: string): Promise<Date | null> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw<{ rows: { expires_at: Date }[] }>(
    `WITH ${RENEWED} SELECT expires_at FROM kept`,
    renewalOf(container, cartId),
  )
  return rows[0]?.expires_at ?? null
}

/**
 * Adjusts the hold of an open cart to its lines, while the cart is locked: during a change, the hold exceeds
 * the stored lines.
 */
export async function fitHoldOfCart(container: MedusaContainer, cartId: string): Promise<void> {
  const locking = container.resolve(Modules.LOCKING)
  await locking.execute([cartId], () => fitHold(container, cartId), { timeout: LOCK_SECONDS })
}

/**
 * Extends the hold of a cart because its shopper is active. If the hold has ended, the available part is held
 * again, without an error for the rest: the caller shows the shopper which lines are unavailable.
 *
 * @returns the end of the hold; null if the cart holds nothing
 */
export async function keepHold(container: MedusaContainer, cartId: string): Promise<Date | null> {
  const renewed = await renewHold(container, cartId)
  if (renewed || !demandOf(await readDemand(container, cartId)).size) {
    return renewed
  }
  await fitHoldOfCart(container, cartId)
  return renewHold(container, cartId)
}
