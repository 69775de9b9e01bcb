import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { scopeOfChannel } from "../shop-scope"
import { holdModuleOf } from "./hold-module"
import { keepHold } from "./keep-hold"

export type CartHoldView = {
  /** ISO 8601 timestamp; null if the cart holds nothing. */
  expires_at: string | null
  seconds_left: number
  items: { inventory_item_id: string; quantity: number }[]
}

/**
 * Returns the hold of a cart. Extends the hold up to its total time, because the request shows that the shopper is active.
 *
 * @throws cart_not_found
 */
export async function getCartHold(
  container: MedusaContainer,
  input: { cart_id: string },
): Promise<CartHoldView> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["id", "sales_channel_id"],
    filters: { id: input.cart_id },
  })
  const [cart] = data
  if (!cart || (await scopeOfChannel(container, cart.sales_channel_id)) === "foreign") {
    throw shopError(
      "cart_not_found",
      "There is no such cart in the sales channels of the flower shop.",
      MedusaError.Types.NOT_FOUND,
    )
  }
  await keepHold(container, input.cart_id)
  const rows = await holdModuleOf(container).listOfCart(input.cart_id)
  return {
    expires_at: rows[0]?.expires_at.toISOString() ?? null,
    seconds_left: rows[0]?.seconds_left ?? 0,
    items: rows.map(({ inventory_item_id, quantity }) => ({ inventory_item_id, quantity })),
  }
}
