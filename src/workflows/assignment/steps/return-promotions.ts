import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { returnPromotions, takePromotionsAgain } from "../../promotion/return-promotions"

/**
 * A step for {@link returnPromotions}. An assignment is closed once, so a workflow that closes it for a canceled order
 * gives back once.
 */
export const returnPromotionsStep = createStep(
  "return-promotions",
  async (input: { order_id: string }, { container }) =>
    new StepResponse(undefined, await returnPromotions(container, input.order_id)),
  async (use, { container }) => {
    if (use) {
      await takePromotionsAgain(container, use)
    }
  },
)
