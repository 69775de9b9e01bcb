import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

export type ItemHold = {
  cart_id: string
  quantity: number
  /** ISO 8601 timestamp. */
  expires_at: string
  /** The shopper's first name in Telegram; null for a cart of another sales channel. */
  telegram_name: string | null
}

const HOLDS = `
  SELECT hold.cart_id, item.quantity, hold.expires_at, account.first_name AS telegram_name
  FROM cart_hold_item item
  JOIN cart_hold hold ON hold.id = item.hold_id AND hold.expires_at > now()
  LEFT JOIN telegram_account account ON account.cart_id = hold.cart_id AND account.deleted_at IS NULL
  WHERE item.inventory_item_id = :item ORDER BY hold.expires_at, hold.cart_id`

type Row = Omit<ItemHold, "expires_at"> & { expires_at: Date }

/** Lists the current holds of an inventory item, sorted by their end. */
export async function listItemHolds(
  container: MedusaContainer,
  input: { inventory_item_id: string },
): Promise<ItemHold[]> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw<{ rows: Row[] }>(HOLDS, { item: input.inventory_item_id })
  return rows.map((row) => ({ ...row, expires_at: row.expires_at.toISOString() }))
}
