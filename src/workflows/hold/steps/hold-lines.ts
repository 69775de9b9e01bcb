import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { LineDemand } from "../rules"
import { fitHold, holdForLines } from "../take-hold"

type Input = {
  cart_id: string
  /**
   * The stock that the cart's lines need, read while the cart is locked. Lines about to be added have no
   * `line_id`.
   */
  lines: LineDemand[]
}

/**
 * Holds the stock for a cart's lines and the lines about to be added; see {@link holdForLines}. Compensation
 * adjusts the hold to the stored lines.
 *
 * @throws reserved_for_now, out_of_stock
 */
export const holdLinesStep = createStep(
  "hold-lines",
  async ({ cart_id: id, lines }: Input, { container }) => {
    await holdForLines(container, id, lines)
    return new StepResponse(undefined, id)
  },
  async (id, { container }) => {
    if (id) {
      await fitHold(container, id)
    }
  },
)
