import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { fillCartWorkflow } from "./fill-cart"
import { checkChangeStep } from "./steps/check-change"

export type AddBouquetInput = {
  cart_id: string
  items: { variant_id: string; quantity: number; metadata?: Record<string, unknown> }[]
}

/**
 * Puts flowers into a cart, all of the given items or none, and holds them: what the cart's lines need of each
 * stem together.
 *
 * @throws cart_not_found, cart_completed, gone, invalid_quantity, out_of_stock, reserved_for_now
 */
export const addBouquetWorkflow = createWorkflow("add-bouquet", (input: AddBouquetInput) => {
  acquireLockStep({ key: input.cart_id, timeout: 10, ttl: 30, retryInterval: 0.1 })
  checkChangeStep({ cart_id: input.cart_id, added: input.items })
  fillCartWorkflow.runAsStep({ input })
  releaseLockStep({ key: input.cart_id })
  return new WorkflowResponse({ cart_id: input.cart_id })
})
