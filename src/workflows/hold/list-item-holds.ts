import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

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

const listItemHoldsStep = createStep(
  "list-item-holds",
  async (input: { inventory_item_id: string }, { container }) => {
    const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    type Row = Omit<ItemHold, "expires_at"> & { expires_at: Date }
    const { rows } = await knex.raw<{ rows: Row[] }>(HOLDS, { item: input.inventory_item_id })
    const holds: ItemHold[] = rows.map((row) => ({ ...row, expires_at: row.expires_at.toISOString() }))
    return new StepResponse(holds)
  },
)

/** Lists the current holds of an inventory item, sorted by their end. */
export const listItemHoldsWorkflow = createWorkflow(
  "list-item-holds",
  (input: { inventory_item_id: string }) => new WorkflowResponse(listItemHoldsStep(input)),
)
