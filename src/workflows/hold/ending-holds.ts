import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Language } from "../../lib/shop"
import { isFilled, isOrdered } from "../../medusa-sql/conditions"
import { settingsOf } from "../settings"
import { COMPLETING_SECONDS } from "./read-stock"
import { warningLead } from "./rules"

/** Maximum number of holds per run; the next run handles the rest. */
const BATCH = 500

/** A hold that ends or has ended, with the shopper to notify. */
export type EndingHold = {
  id: string
  expires_at: Date
  /** Null for a cart of another sales channel, for an empty cart, and for a shopper who blocked the bot. */
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

/** Lists holds that end soon and whose shoppers are not warned yet. */
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

/** Marks holds as warned, except holds that were extended in the meantime. */
export async function markWarned(container: MedusaContainer, holds: EndingHold[]): Promise<void> {
  for (const { id, expires_at } of holds) {
    await knexOf(container).raw(
      "UPDATE cart_hold SET warned_at = now() WHERE id = :id AND expires_at <= :until",
      { id, until: new Date(expires_at.getTime() + 1000) },
    )
  }
}

/** Lists holds that have ended. */
export async function listEndedHolds(container: MedusaContainer): Promise<EndingHold[]> {
  const { rows } = await knexOf(container).raw<{ rows: EndingHold[] }>(
    `${WITH_SHOPPER} WHERE hold.expires_at <= now() ORDER BY hold.expires_at LIMIT ${BATCH}`,
  )
  return rows
}

/** Deletes holds that have ended, except holds that were extended in the meantime. */
export async function dropEnded(container: MedusaContainer, holds: EndingHold[]): Promise<void> {
  await knexOf(container).raw(
    "DELETE FROM cart_hold WHERE id = ANY(CAST(:ids AS text[])) AND expires_at <= now()",
    { ids: holds.map(({ id }) => id) },
  )
}

/**
 * Deletes holds of carts that have become orders. A process crash after the order was placed leaves such
 * holds.
 */
export async function dropHoldsOfOrders(container: MedusaContainer): Promise<void> {
  await knexOf(container).raw(
    `DELETE FROM cart_hold hold WHERE ${isOrdered("hold.cart_id")} AND (${IS_COMPLETING}) IS NOT TRUE`,
  )
}
