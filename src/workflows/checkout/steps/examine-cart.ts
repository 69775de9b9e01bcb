import { MedusaError } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { readCartToPlace, type CartToPlace } from "../cart-to-place"
import { isComplete, repairHalfOrder } from "../repair-half-order"

export type ExaminedCart = { order_id: string | null; cart: CartToPlace }

/**
 * Reads and checks a cart that is about to become an order. If the cart already has an order, returns the
 * order's id without further checks. An order that a process crash left incomplete is repaired first.
 *
 * @throws cart_not_found, cart_empty, provider_unavailable; out_of_stock if a product is no longer published
 */
export const examineCartStep = createStep(
  "examine-cart",
  async (input: { cart_id: string; provider_id: string }, { container }) => {
    let cart = await readCart(container, input.cart_id)
    if (cart.order && !(await isComplete(container, cart.order.id))) {
      // The process that created the order has crashed: this workflow holds the cart's lock, so no other
      // process is completing the cart.
      await repairHalfOrder(container, cart.id, cart.order.id)
      cart = await readCart(container, input.cart_id)
    }
    const examined: ExaminedCart = { order_id: cart.order?.id ?? null, cart }
    if (examined.order_id) {
      return new StepResponse(examined)
    }
    if (!cart.items.length) {
      throw shopError("cart_empty", "The cart is empty.")
    }
    if (cart.items.some((item) => item.variant?.product?.status !== "published")) {
      throw shopError("out_of_stock", "A product in the cart is no longer in the catalogue.")
    }
    const providers = cart.region?.payment_providers ?? []
    if (!providers.some((provider) => provider.id === input.provider_id && provider.is_enabled)) {
      throw shopError("provider_unavailable", "This payment provider is not available for the cart.")
    }
    return new StepResponse(examined)
  },
)

async function readCart(container: MedusaContainer, id: string): Promise<CartToPlace> {
  const cart = await readCartToPlace(container, id)
  if (!cart) {
    throw shopError("cart_not_found", "There is no such cart.", MedusaError.Types.NOT_FOUND)
  }
  return cart
}
