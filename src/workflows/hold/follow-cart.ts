import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { fitHoldOfCart, renewalOf, RENEWED } from "./keep-hold"
import type { ReleasedHold } from "./release-hold"
import { demandSql, toDemand, type DemandRow } from "../../medusa-sql/demand"
import { demandOf } from "./rules"

/**
 * Extends the hold and returns it together with the demand of the cart's lines. One statement, because a cart
 * changes at each step of a checkout.
 */
const FOLLOW = `
  WITH ${RENEWED}, demand AS (${demandSql(":cart", ":added")})
  SELECT
    (
      SELECT json_agg(json_build_object('inventory_item_id', item.inventory_item_id, 'quantity', item.quantity))
      FROM cart_hold_item item JOIN kept ON kept.id = item.hold_id
    ) AS held,
    (SELECT json_agg(demand) FROM demand) AS needed`

type Row = { held: ReleasedHold["items"] | null; needed: DemandRow[] | null }

/**
 * Updates the hold after a change of a cart: extends it, and releases pieces that the lines no longer need.
 * Additional pieces were already held before the change.
 */
export async function followCart(container: MedusaContainer, cartId: string): Promise<void> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw<{ rows: Row[] }>(FOLLOW, { ...renewalOf(container, cartId), added: "[]" })
  const [{ held, needed }] = rows
  const pieces = demandOf((needed ?? []).map(toDemand))
  if (held?.some((item) => item.quantity > (pieces.get(item.inventory_item_id) ?? 0))) {
    await fitHoldOfCart(container, cartId)
  }
}
