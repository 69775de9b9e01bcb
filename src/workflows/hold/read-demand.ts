import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { LineDemand } from "./rules"

/** A line's demand as the database tells it. */
export type DemandRow = Omit<LineDemand, "required" | "quantity"> & {
  required: string | number
  quantity: string | number
}

export function toDemand(row: DemandRow): LineDemand {
  return { ...row, required: Number(row.required), quantity: Number(row.quantity) }
}

export type AddedLine = { variant_id: string; quantity: number }

/**
 * What the lines of an open cart, and lines that are to be added to it, take from stock: line by line, item by
 * item. Variants whose stock is not counted, or that may be sold beyond it, take nothing.
 *
 * @param cart the parameter that names the cart; null for one that is to be made
 * @param added the parameter that has the lines to be added, as JSON; in the answer they have no `line_id`
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

/** {@link demandSql} as a query of knex's. */
export const DEMAND = demandSql(":cart", ":added")

/** @param added lines that are to be added to the cart; in the answer they have no `line_id` */
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
