import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { errorCode, shopError } from "../../../lib/errors"
import { completePlainCartWorkflow, type CompletePlainCartInput } from "../complete-plain-cart"

const UNNAMED_STOCK_ERROR = "Not enough stock available"

/**
 * Whether the stock was not sufficient. Medusa's error has no code if another order took the stock between
 * the check and the reservation.
 */
function isStockError(error: unknown): boolean {
  // A workflow may serialize its error, so `instanceof Error` is not reliable.
  const message =
    typeof error === "object" && error !== null && "message" in error ? String(error.message) : ""
  return errorCode(error) === "insufficient_inventory" || message.startsWith(UNNAMED_STOCK_ERROR)
}

const toShopError = (error: unknown) =>
  isStockError(error) ? shopError("out_of_stock", "There is not enough stock for this order.") : error

/**
 * Completes a cart with Medusa's completeCartWorkflow. The calling workflow holds the cart's lock.
 *
 * It is a step and not `completeCartWorkflow.runAsStep`, so that stock errors get the code `out_of_stock`,
 * and so that a later failure does not undo a placed order.
 */
export const completeCartStep = createStep(
  "complete-cart",
  async (input: { cart_id: string }, { container, idempotencyKey }) => {
    try {
      const { result } = await completeCartWorkflow(container).run({
        input: { id: input.cart_id },
        // Makes Medusa treat this as a nested workflow, so that it does not lock the cart again.
        context: { parentStepIdempotencyKey: idempotencyKey },
      })
      return new StepResponse(result)
    } catch (error) {
      throw toShopError(error)
    }
  },
)

/** Completes a plain cart with {@link completePlainCartWorkflow}. */
export const completePlainCartStep = createStep(
  "complete-plain-cart",
  async (input: CompletePlainCartInput, { container }) => {
    try {
      const { result } = await completePlainCartWorkflow(container).run({ input })
      return new StepResponse(result)
    } catch (error) {
      throw toShopError(error)
    }
  },
)
