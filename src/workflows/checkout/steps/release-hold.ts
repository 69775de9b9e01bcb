import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { releaseHold, putHoldBack } from "../../hold/release-hold"
import { unlockStock } from "../lock-stock"

type Input = { cart_id: string; item_ids: string[] }

/**
 * Releases the hold and the stock's lock after the order has reserved the stock, so that other orders do not
 * wait for the payment provider. Compensation restores the hold before the reservation is deleted.
 */
export const releaseHoldStep = createStep(
  "release-hold",
  async ({ cart_id, item_ids }: Input, { container }) => {
    const released = await releaseHold(container, cart_id)
    await unlockStock(container, cart_id, item_ids)
    return new StepResponse(undefined, released)
  },
  async (released, { container }) => {
    if (released) {
      await putHoldBack(container, released)
    }
  },
)
