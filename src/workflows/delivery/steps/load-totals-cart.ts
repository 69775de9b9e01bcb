import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { fastCheckout } from "../../fast-checkout"
import { readTotalsCart } from "../../../medusa-sql/totals-cart"

/** Reads the parts of a cart that decide how its shipping method is changed. */
export const loadTotalsCartStep = createStep(
  "load-totals-cart",
  async (input: { cart_id: string }, { container }) =>
    new StepResponse({
      ...(await readTotalsCart(container, input.cart_id)),
      is_fast: fastCheckout(container),
    }),
)
