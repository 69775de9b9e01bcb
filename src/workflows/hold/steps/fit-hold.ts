import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { fitHold } from "../take-hold"

/**
 * Makes a cart's hold what its lines take; see {@link fitHold}. The calling workflow has the cart's lock, and has
 * nothing left to do that could fail: the lines are as they will stay.
 */
export const fitHoldStep = createStep("fit-hold", async (input: { cart_id: string }, { container }) => {
  await fitHold(container, input.cart_id)
  return new StepResponse(undefined)
})
