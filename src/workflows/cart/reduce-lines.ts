import {
  acquireLockStep,
  deleteLineItemsWorkflow,
  refreshCartItemsWorkflow,
  releaseLockStep,
  updateLineItemsStep,
} from "@medusajs/medusa/core-flows"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { fitHoldStep } from "../hold/steps/fit-hold"
import { checkFewerStep } from "./steps/check-fewer"

export type ReduceLinesInput = {
  cart_id: string
  /** The new quantity of each line, at most its current quantity; 0 removes the line. */
  lines: { line_id: string; quantity: number }[]
  /**
   * Whether the remaining lines get current prices. Medusa can do this only for existing products, so lines
   * of deleted products must be removed in the same call.
   */
  refresh_prices?: boolean
}

/**
 * Reduces or removes several lines of a cart, all or none. The stock that they held becomes free for other
 * carts.
 *
 * @throws cart_not_found, cart_completed, line_not_found, invalid_quantity
 */
export const reduceLinesWorkflow = createWorkflow("reduce-lines", (input: ReduceLinesInput) => {
  acquireLockStep({ key: input.cart_id, timeout: 10, ttl: 30, retryInterval: 0.1 })
  const { removed, kept } = checkFewerStep(input)

  when("some-lines-go", { removed }, ({ removed }) => removed.length > 0).then(() => {
    deleteLineItemsWorkflow.runAsStep({ input: { cart_id: input.cart_id, ids: removed } })
  })
  when("some-lines-shrink", { kept }, ({ kept }) => kept.length > 0).then(() => {
    updateLineItemsStep({ id: input.cart_id, items: kept })
  })
  refreshCartItemsWorkflow.runAsStep({
    input: transform({ input }, ({ input }) => ({
      cart_id: input.cart_id,
      force_refresh: Boolean(input.refresh_prices),
    })),
  })
  fitHoldStep({ cart_id: input.cart_id })

  releaseLockStep({ key: input.cart_id })
  return new WorkflowResponse({ cart_id: input.cart_id })
})
