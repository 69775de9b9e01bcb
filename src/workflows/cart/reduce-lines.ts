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
  /** Each line's new quantity, not more than it has; 0 removes it. */
  lines: { line_id: string; quantity: number }[]
  /**
   * Whether the lines that stay get today's prices. Medusa can do that only for what is still sold: lines of
   * deleted products must be among those that go.
   */
  refresh_prices?: boolean
}

/**
 * Takes pieces out of a cart, of several lines at once: all of it or nothing. What they held is free for others.
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
