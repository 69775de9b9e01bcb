import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/** Marks an open cart as completed, so that it can no longer be changed. */
export const closeCartStep = createStep(
  "close-cart",
  async (input: { cart_id: string }, { container }) => {
    await container.resolve(Modules.CART).updateCarts([{ id: input.cart_id, completed_at: new Date() }])
    return new StepResponse(undefined, input.cart_id)
  },
  async (cartId, { container }) => {
    if (cartId) {
      await container.resolve(Modules.CART).updateCarts([{ id: cartId, completed_at: null }])
    }
  },
)
