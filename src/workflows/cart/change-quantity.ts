import { acquireLockStep, releaseLockStep, updateLineItemInCartWorkflow } from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { OF_BOT } from "../shop-scope"
import { checkChangeStep } from "./steps/check-change"

export type ChangeQuantityInput = {
  cart_id: string
  line_id: string
  /** A whole number; 0 removes the line. */
  quantity: number
}

/**
 * Changes the quantity of a line.
 *
 * @throws cart_not_found, cart_completed, line_not_found, invalid_quantity, out_of_stock, reserved_for_now
 */
export const changeQuantityWorkflow = createWorkflow("change-quantity", (input: ChangeQuantityInput) => {
  acquireLockStep({ key: input.cart_id, timeout: 10, ttl: 30, retryInterval: 0.1 })
  checkChangeStep(input)
  updateLineItemInCartWorkflow.runAsStep({
    input: transform({ input }, ({ input }) => ({
      cart_id: input.cart_id,
      item_id: input.line_id,
      update: { quantity: input.quantity },
      additional_data: OF_BOT,
    })),
  })
  releaseLockStep({ key: input.cart_id })
  return new WorkflowResponse({ cart_id: input.cart_id })
})
