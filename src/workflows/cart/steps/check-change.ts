import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { readCartHead } from "../../../medusa-sql/cart-head"
import { checkQuantity } from "../rules/quantity"

type Input = {
  cart_id: string
  line_id: string
  /** The new quantity of the line. */
  quantity: number
}

/**
 * Checks that a line of a cart can get this quantity. The hold checks the stock.
 *
 * @throws cart_not_found, cart_completed, line_not_found, invalid_quantity
 */
export const checkChangeStep = createStep("check-change", async (input: Input, { container }) => {
  checkQuantity(input.quantity, 0)
  const cart = await readCartHead(container, input.cart_id, input.line_id)
  if (!cart) {
    throw shopError("cart_not_found", "There is no such cart.", MedusaError.Types.NOT_FOUND)
  }
  if (cart.is_ordered) {
    throw shopError("cart_completed", "This cart is already an order.")
  }
  if (!cart.has_line) {
    throw shopError("line_not_found", "This line is no longer in the cart.")
  }
  return new StepResponse(input.cart_id)
})
