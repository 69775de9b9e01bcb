import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { readTotalsCart } from "../../../medusa-sql/totals-cart"

/** Reads the parts of a cart that decide how a change of its shipping method changes its totals. */
export const loadTotalsCartStep = createStep(
  "load-totals-cart",
  async (input: { cart_id: string }, { container }) =>
    new StepResponse(await readTotalsCart(container, input.cart_id)),
)
