import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Language } from "../../lib/shop"
import { isFilled, isOrdered } from "../../medusa-sql/conditions"
import { settingsOf } from "../settings"
import { COMPLETING_SECONDS } from "./read-stock"
import { warningLead } from "./rules"

/** So many holds are looked at in one go; the rest have their turn the next time. */
const BATCH = 500

/** A hold that ends, with the shopper to be told, if there is one. */
export type EndingHold = {
  id: string
  expires_at: Date
  /** Null for a cart of another channel, an empty one, and a shopper who blocked the bot. */
  telegram_id: string | null
  language: Language | null
}

const knexOf = (container: MedusaContainer) =>
  container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)

const IS_COMPLETING = `hold.completing_at > now() - interval '${COMPLETING_SECONDS} seconds'`

const WITH_SHOPPER = `
  SELECT hold.id, hold.expires_at, account.telegram_id, account.language FROM cart_hold hold
  LEFT JOIN telegram_account account ON account.cart_id = hold.cart_id AND account.deleted_at IS NULL
    AND account.blocked_at IS NULL
    AND ${isFilled("hold.cart_id")}`

/** Holds that end soon and whose shoppers do not know it yet. */
export async function listHoldsToWarnOf(container: MedusaContainer): Promise<EndingHold[]> {
  const { holdMinutes, holdWarningMinutes } = settingsOf(container)
  const { rows } = await knexOf(container).raw<{ rows: EndingHold[] }>(
    `${WITH_SHOPPER}
     WHERE hold.warned_at IS NULL AND account.telegram_id IS NOT NULL AND (${IS_COMPLETING}) IS NOT TRUE
       AND hold.expires_at > now() AND hold.expires_at <= now() + make_interval(secs => :lead)
     ORDER BY hold.expires_at LIMIT ${BATCH}`,
    { lead: warningLead(holdMinutes, holdWarningMinutes) },
  )
  return rows
}

/** The shoppers of these holds know now that they end. A hold that was renewed meanwhile is another matter. */
export async function markWarned(container: MedusaContainer, holds: EndingHold[]): Promise<void> {
  for (const { id, expires_at } of holds) {
    await knexOf(container).raw(
      "UPDATE cart_hold SET warned_at = now() WHERE id = :id AND expires_at <= :until",
      { id, until: new Date(expires_at.getTime() + 1000) },
    )
  }
}

/** Holds whose time is over. */
export async function listEndedHolds(container: MedusaContainer): Promise<EndingHold[]> {
  const { rows } = await knexOf(container).raw<{ rows: EndingHold[] }>(
    `${WITH_SHOPPER} WHERE hold.expires_at <= now() ORDER BY hold.expires_at LIMIT ${BATCH}`,
  )
  return rows
}

/** Lets ended holds go; one that was renewed meanwhile stays. */
export async function dropEnded(container: MedusaContainer, holds: EndingHold[]): Promise<void> {
  await knexOf(container).raw(
    "DELETE FROM cart_hold WHERE id = ANY(CAST(:ids AS text[])) AND expires_at <= now()",
    { ids: holds.map(({ id }) => id) },
  )
}

/** Lets go what is still held for carts that are orders by now: a server died in between. */
export async function dropHoldsOfOrders(container: MedusaContainer): Promise<void> {
  await knexOf(container).raw(
    `DELETE FROM cart_hold hold WHERE ${isOrdered("hold.cart_id")} AND (${IS_COMPLETING}) IS NOT TRUE`,
  )
}
