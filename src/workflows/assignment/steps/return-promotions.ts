import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { returnPromotions } from "../../promotion/return-promotions"

/**
 * A step for {@link returnPromotions}. An assignment is closed once, so a workflow that closes it for a canceled order
 * gives back once. Has no compensation, because it is the last change of the workflows that use it.
 */
export const returnPromotionsStep = createStep(
  "return-promotions",
  async (input: { order_id: string }, { container }) => {
    await returnPromotions(container, input.order_id)
    return new StepResponse(undefined)
  },
)
