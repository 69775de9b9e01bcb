import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { readCartHead } from "../../../medusa-sql/cart-head"
import { sellingPlace } from "../../selling-place"

/**
 * Returns where the bot sells, and the given cart if it is open and sells there.
 *
 * @throws shop_not_ready
 */
export async function findOpenCart(container: MedusaContainer, cartId: string | null) {
  const [{ region_id, sales_channel_id }, head] = await Promise.all([
    sellingPlace(container),
    cartId ? readCartHead(container, cartId) : undefined,
  ])
  const isHere =
    head && !head.is_ordered && head.region_id === region_id && head.sales_channel_id === sales_channel_id
  return { region_id, sales_channel_id, cart: isHere ? { id: head.id, locale: head.locale } : null }
}

/** A step for {@link findOpenCart}. */
export const findOpenCartStep = createStep(
  "find-open-cart",
  async (input: { cart_id: string | null }, { container }) =>
    new StepResponse(await findOpenCart(container, input.cart_id)),
)
