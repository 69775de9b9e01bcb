import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { errorCode, shopError } from "../../../lib/errors"
import { completePlainCartWorkflow, type CompletePlainCartInput } from "../complete-plain-cart"

const UNNAMED_STOCK_ERROR = "Not enough stock available"

/** Core names no code when another order took the last stems between the check and the reservation. */
function isStockError(error: unknown): boolean {
  // What comes out of a workflow looks like an error, but need not be an instance of one.
  const message =
    typeof error === "object" && error !== null && "message" in error ? String(error.message) : ""
  return errorCode(error) === "insufficient_inventory" || message.startsWith(UNNAMED_STOCK_ERROR)
}

const told = (error: unknown) =>
  isStockError(error) ? shopError("out_of_stock", "There is not enough in stock for this order.") : error

/**
 * Completes a cart whose lock the calling workflow holds.
 *
 * A step of ours rather than `completeCartWorkflow.runAsStep`, so that the shopper is told what is wrong by
 * its code, and so that nothing after it can undo a placed order.
 */
export const completeCartStep = createStep(
  "complete-cart",
  async (input: { cart_id: string }, { container, idempotencyKey }) => {
    try {
      const { result } = await completeCartWorkflow(container).run({
        input: { id: input.cart_id },
        // As in a sub-workflow: the lock is held already, and core is not to take it again.
        context: { parentStepIdempotencyKey: idempotencyKey },
      })
      return new StepResponse(result)
    } catch (error) {
      throw told(error)
    }
  },
)

/** The same for a plain cart, in a shorter way; not `runAsStep` for the same reasons. */
export const completePlainCartStep = createStep(
  "complete-plain-cart",
  async (input: CompletePlainCartInput, { container }) => {
    try {
      const { result } = await completePlainCartWorkflow(container).run({ input })
      return new StepResponse(result)
    } catch (error) {
      throw told(error)
    }
  },
)
