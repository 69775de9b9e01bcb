import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { deliveryCodes } from "./delivery-codes"
import { keepCodesStep } from "./steps/keep-codes"

export type KeepPromoCodesInput = {
  cart_id: string
  /** Codes that the client adds. Those that take something off a delivery are kept. */
  added?: string[]
  /** Codes that the client removes. */
  removed?: string[] | "all"
}

const findDeliveryCodesStep = createStep(
  "find-delivery-codes",
  async ({ cart_id, added = [] }: KeepPromoCodesInput, { container }) =>
    new StepResponse(added.length ? await deliveryCodes(container, cart_id, added) : []),
)

/**
 * Keeps the added codes that are for the delivery, and forgets the removed ones. It runs before core's own route changes
 * the promotions of a cart, because core drops a code that takes nothing off yet.
 */
export const keepPromoCodesWorkflow = createWorkflow("keep-promo-codes", (input: KeepPromoCodesInput) => {
  acquireLockStep({ key: input.cart_id, timeout: 10, ttl: 30, retryInterval: 0.1 })
  const keep = findDeliveryCodesStep(input)
  keepCodesStep({ cart_id: input.cart_id, keep, forget: input.removed })
  releaseLockStep({ key: input.cart_id })
  return new WorkflowResponse({ cart_id: input.cart_id })
})
