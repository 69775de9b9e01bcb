import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { scopeOfChannel } from "../../shop-scope"
import { readDeliveryCart, type DeliveryCart } from "../../../medusa-sql/delivery-cart"

/**
 * Reads the cart of a delivery.
 *
 * @param input.to_change whether the caller changes the cart; then a completed cart is rejected
 * @throws cart_not_found, cart_completed
 */
export async function loadCart(
  container: MedusaContainer,
  input: { cart_id: string; to_change: boolean },
): Promise<DeliveryCart> {
  const cart = await readDeliveryCart(container, input.cart_id)
  if (!cart || (await scopeOfChannel(container, cart.sales_channel_id)) === "foreign") {
    throw shopError(
      "cart_not_found",
      "There is no such cart in the sales channels of the flower shop.",
      MedusaError.Types.NOT_FOUND,
    )
  }
  if (input.to_change && cart.completed_at) {
    throw shopError("cart_completed", "This cart is already an order.")
  }
  return cart
}

/** A step for {@link loadCart}. */
export const loadCartStep = createStep(
  "load-cart",
  async (input: { cart_id: string; to_change: boolean }, { container }) =>
    new StepResponse(await loadCart(container, input)),
)
