import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { settingsOf } from "../settings"
import { readDemand } from "../../medusa-sql/demand"
import { demandOf, renewalStep } from "./rules"
import { fitHold } from "./take-hold"

const LOCK_SECONDS = 10

/**
 * Two queries of a statement: `kept` is the hold of :cart with its renewed end, if it has not ended. A hold that ends
 * at nearly the same time anyway is not written: that would be a write for every tap.
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

/** What {@link RENEWED} is asked with. */
export function renewalOf(container: MedusaContainer, cartId: string) {
  const { holdMinutes } = settingsOf(container)
  return { cart: cartId, minutes: holdMinutes, step: renewalStep(holdMinutes) }
}

/** Renews a hold that has not ended. @returns its end, or null when there is none to renew */
async function renewHold(container: MedusaContainer, cartId: string): Promise<Date | null> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw<{ rows: { expires_at: Date }[] }>(
    `WITH ${RENEWED} SELECT expires_at FROM kept`,
    renewalOf(container, cartId),
  )
  return rows[0]?.expires_at ?? null
}

/**
 * Makes the hold of an open cart what its lines take, under the cart's lock: a change that is under way holds
 * more than the lines show.
 */
export async function fitHoldOfCart(container: MedusaContainer, cartId: string): Promise<void> {
  const locking = container.resolve(Modules.LOCKING)
  await locking.execute([cartId], () => fitHold(container, cartId), { timeout: LOCK_SECONDS })
}

/**
 * Somebody is busy with their cart: what it holds is kept for longer. What had ended is held anew as far as it is
 * still there, without a word about the rest: whoever shows the cart compares its lines with the stock.
 *
 * @returns until when; null when the cart holds nothing
 */
export async function keepHold(container: MedusaContainer, cartId: string): Promise<Date | null> {
  const renewed = await renewHold(container, cartId)
  if (renewed || !demandOf(await readDemand(container, cartId)).size) {
    return renewed
  }
  await fitHoldOfCart(container, cartId)
  return renewHold(container, cartId)
}
