import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { LineDemand } from "../rules"
import { fitHold, holdForLines } from "../take-hold"

type Input = {
  cart_id: string
  /** What its lines will take, as read under its lock; those to come have no `line_id`. */
  lines: LineDemand[]
}

/**
 * Holds what a cart will need with some lines more; see {@link holdForLines}. When they do not come after all,
 * the hold goes back to what the cart's lines take.
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
