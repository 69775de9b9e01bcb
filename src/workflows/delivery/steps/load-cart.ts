import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { readDeliveryCart, type DeliveryCart } from "../../../medusa-sql/delivery-cart"

/** @throws cart_not_found, and cart_completed if it is to be changed but was ordered */
export async function loadCart(
  container: MedusaContainer,
  input: { cart_id: string; to_change: boolean },
): Promise<DeliveryCart> {
  const cart = await readDeliveryCart(container, input.cart_id)
  if (!cart) {
    throw shopError("cart_not_found", "There is no such cart.", MedusaError.Types.NOT_FOUND)
  }
  if (input.to_change && cart.completed_at) {
    throw shopError("cart_completed", "This cart is an order already.")
  }
  return cart
}

/** Finds the cart; see {@link loadCart}. */
export const loadCartStep = createStep(
  "load-cart",
  async (input: { cart_id: string; to_change: boolean }, { container }) =>
    new StepResponse(await loadCart(container, input)),
)
