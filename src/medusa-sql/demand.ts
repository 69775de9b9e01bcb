import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

/** What one line of a cart takes of one inventory item. PostgreSQL returns its numbers as text. */
export type DemandRow = {
  /** Null for a line that is not in the cart yet. */
  line_id: string | null
  variant_id: string
  inventory_item_id: string
  required: string | number
  quantity: string | number
}

export const toDemand = (row: DemandRow) => ({
  ...row,
  required: Number(row.required),
  quantity: Number(row.quantity),
})

export type Demand = ReturnType<typeof toDemand>

export type AddedLine = { variant_id: string; quantity: number }

/**
 * What the lines of an open cart, and lines to be added to it, take from stock: one row for each line and item.
 * Variants without counted stock, or with backorders, take nothing.
 *
 * @param cart an expression, the cart's id; null for a new cart
 * @param added an expression, the lines to be added as JSON; their rows have no `line_id`
 */
export const demandSql = (cart: string, added: string) => `
  SELECT line.line_id, line.variant_id, part.inventory_item_id, part.required_quantity AS required, line.quantity
  FROM (
    SELECT item.id AS line_id, item.variant_id, item.quantity
    FROM cart JOIN cart_line_item item ON item.cart_id = cart.id AND item.deleted_at IS NULL
    WHERE cart.id = ${cart} AND cart.completed_at IS NULL AND cart.deleted_at IS NULL
    UNION ALL
    SELECT NULL, added.variant_id, added.quantity
    FROM jsonb_to_recordset(CAST(${added} AS jsonb)) AS added(variant_id text, quantity numeric)
  ) line
  JOIN product_variant variant ON variant.id = line.variant_id AND variant.deleted_at IS NULL
    AND variant.manage_inventory AND NOT variant.allow_backorder
  JOIN product_variant_inventory_item part ON part.variant_id = variant.id AND part.deleted_at IS NULL`

const DEMAND: Prepared = { name: "cart-demand", text: demandSql("$1", "$2") }

/** Runs {@link demandSql}. */
export async function readDemand(container: MedusaContainer, cartId: string, added: AddedLine[] = []) {
  const rows = await ask<DemandRow>(container, DEMAND, [cartId, JSON.stringify(added)])
  return rows.map(toDemand)
}
