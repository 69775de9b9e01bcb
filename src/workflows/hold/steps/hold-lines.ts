import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { AddedLine } from "../read-demand"
import { fitHold, holdForChange, holdForNewCart } from "../take-hold"

type Input = {
  cart_id: string
  /** Lines that are to be put into the cart; left out for a cart that was made with its lines. */
  added?: AddedLine[]
}

/**
 * Holds what a cart will need with these lines more; see {@link holdForChange}. When they do not come after all,
 * the hold goes back to what the cart's lines take.
 *
 * @throws reserved_for_now, out_of_stock
 */
export const holdLinesStep = createStep(
  "hold-lines",
  async ({ cart_id: id, added }: Input, { container }) => {
    await (added ? holdForChange(container, id, { added }) : holdForNewCart(container, id))
    return new StepResponse(undefined, id)
  },
  async (id, { container }) => {
    if (id) {
      await fitHold(container, id)
    }
  },
)
