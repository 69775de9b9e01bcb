import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { admitOrder, undoAdmission, type Candidate } from "../admit-order"

/** A step for {@link admitOrder}. */
export const admitOrderStep = createStep(
  "admit-order",
  async (candidate: Candidate, { container }) =>
    new StepResponse(undefined, await admitOrder(container, candidate)),
  async (admission, { container }) => {
    if (admission) {
      await undoAdmission(container, admission)
    }
  },
)
