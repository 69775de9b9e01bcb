import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { LineDemand } from "./rules"

/** A row of {@link demandSql}; PostgreSQL returns numeric values as strings. */
export type DemandRow = Omit<LineDemand, "required" | "quantity"> & {
  required: string | number
  quantity: string | number
}

export function toDemand(row: DemandRow): LineDemand {
  return { ...row, required: Number(row.required), quantity: Number(row.quantity) }
}

export type AddedLine = { variant_id: string; quantity: number }

/**
 * SQL for the stock that a cart's lines need: one row per line and inventory item. Includes lines that are
 * about to be added. Variants without inventory management or with backorders need no stock.
 *
 * @param cart the SQL parameter with the cart's id; null for a new cart
 * @param added the SQL parameter with the lines to add, as JSON; their `line_id` is null in the result
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

/** {@link demandSql} with knex's named parameters. */
export const DEMAND = demandSql(":cart", ":added")

/**
 * Reads the stock that a cart's lines need.
 *
 * @param added lines that are about to be added to the cart; their `line_id` is null in the result
 */
export async function readDemand(
  container: MedusaContainer,
  cartId: string,
  added: AddedLine[] = [],
): Promise<LineDemand[]> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw<{ rows: DemandRow[] }>(DEMAND, {
    cart: cartId,
    added: JSON.stringify(added),
  })
  return rows.map(toDemand)
}
