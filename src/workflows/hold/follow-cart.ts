import type { MedusaContainer } from "@medusajs/framework/types"
import { demandSql, toDemand, type DemandRow } from "../../medusa-sql/demand"
import { holdModuleOf } from "./hold-module"
import { fitHoldOfCart, renewalOf } from "./keep-hold"
import { demandOf } from "./rules"

const DEMAND = demandSql(":cart", "'[]'")

/**
 * Follows a change of a cart over any channel: renews its hold, and releases what the lines do not need any more. What
 * they need more was held before the change. One statement, because carts change at every step of a checkout.
 */
export async function followCart(container: MedusaContainer, cartId: string): Promise<void> {
  const { held, beside } = await holdModuleOf(container).renewBeside<DemandRow>(
    cartId,
    renewalOf(container),
    DEMAND,
  )
  const pieces = demandOf(beside.map(toDemand))
  if (held.some((item) => item.quantity > (pieces.get(item.inventory_item_id) ?? 0))) {
    await fitHoldOfCart(container, cartId)
  }
}
