import type { UpdateLineItemWithoutSelectorDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { GrownLine } from "../rules/add-lines"

/** Updates quantities and prices of existing lines. */
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
      // Null removes `compare_at_unit_price`; Medusa's type does not allow null.
      const before = grown.map((line) => line.before as UpdateLineItemWithoutSelectorDTO)
      await container.resolve(Modules.CART).updateLineItems(before)
    }
  },
)
