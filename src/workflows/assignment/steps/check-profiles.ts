import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { unshippableLines } from "../unshippable-lines"

/**
 * Checks that the order's shipping option serves its lines. Medusa refuses the fulfillment until staff correct the
 * shipping profile of the product, so a retry alone does not help. Writes nothing.
 *
 * @throws not_shippable
 */
export const checkProfilesStep = createStep("check-profiles", async (orderId: string, { container }) => {
  const titles = await unshippableLines(container, orderId)
  if (titles.length) {
    throw shopError(
      "not_shippable",
      `The shipping profile of ${titles.join(", ")} differs from that of the order's delivery. Correct the product's shipping profile, then accept the order again.`,
    )
  }
  return new StepResponse(undefined)
})
