import type { UpdateLineItemWithoutSelectorDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { GrownLine } from "../rules/add-lines"

/** Lines of a cart get more, at their new prices. */
export const growLinesStep = createStep(
  "grow-lines",
  async (grown: GrownLine[], { container }) => {
    if (grown.length) {
      await container.resolve(Modules.CART).updateLineItems(grown.map(({ after }) => after))
    }
    return new StepResponse(undefined, grown)
  },
  async (grown, { container }) => {
    if (grown?.length) {
      // A price before a sale is taken away by null, which Medusa's type leaves out.
      const before = grown.map((line) => line.before as UpdateLineItemWithoutSelectorDTO)
      await container.resolve(Modules.CART).updateLineItems(before)
    }
  },
)
