import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { awaitsGiver, refuseUnpaidGift } from "../awaits-giver"
import type { CheckedAction } from "./check-action"

/**
 * Checks that the giver has paid before a courier leaves. A shipment on Medusa's own order page is followed in any case: it
 * was checked before.
 *
 * @throws gift_unpaid
 */
export const checkGiverPaidStep = createStep(
  "check-giver-paid",
  async ({ assignment, actor }: CheckedAction, { container }) => {
    if (actor.role !== "medusa") {
      await refuseUnpaidGift(container, assignment.order_id)
    }
    return new StepResponse(undefined)
  },
)

/** Checks that the giver still has to pay. @throws nothing_due */
export const checkGiverOwesStep = createStep(
  "check-giver-owes",
  async ({ assignment }: CheckedAction, { container }) => {
    if (!(await awaitsGiver(container, assignment.order_id))) {
      throw shopError("nothing_due", "Nothing is to be paid before the delivery.")
    }
    return new StepResponse(undefined)
  },
)
