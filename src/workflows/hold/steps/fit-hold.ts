import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { fitHold } from "../take-hold"

/**
 * Adjusts the hold to the cart's lines; see {@link fitHold}. The calling workflow holds the cart's lock. Run
 * it after all steps that can fail, because it has no compensation.
 */
export const fitHoldStep = createStep("fit-hold", async (input: { cart_id: string }, { container }) => {
  await fitHold(container, input.cart_id)
  return new StepResponse(undefined)
})
