import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { releaseHold, putHoldBack } from "../../hold/release-hold"
import { unlockStock } from "../lock-stock"

type Input = { cart_id: string; item_ids: string[] }

/**
 * The stock is reserved: it need not be held as well, and others need not wait for a payment provider to answer.
 * When the order does not come to be after all, the hold is back before the reservation goes.
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
