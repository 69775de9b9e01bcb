import {
  acquireLockStep,
  addToCartWorkflow,
  createLineItemsStep,
  emitEventStep,
  releaseLockStep,
} from "@medusajs/medusa/core-flows"
import { CartWorkflowEvents } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { holdLinesStep } from "../hold/steps/hold-lines"
import type { ItemToAdd } from "./rules/add-lines"
import { growLinesStep } from "./steps/grow-lines"
import { priceLinesStep } from "./steps/price-lines"
import { readCartToFillStep } from "./steps/read-filling"
import { translateLines } from "./steps/translate-lines"

export type AddBouquetInput = { cart_id: string; items: ItemToAdd[] }

/**
 * Puts flowers into a cart, all of the given items or none, and holds them: what the cart's lines need of each
 * stem together. The totals are as core's add-to-cart would leave them.
 *
 * That workflow computes shipping, taxes, promotions and the payment anew, and reads the cart for each. Where
 * the cart and the shop have none of these a line costs what it costs, and only that is done. Any other cart goes
 * core's way.
 *
 * @throws cart_not_found, cart_completed, gone, invalid_quantity, out_of_stock, reserved_for_now, and what core throws
 */
export const addBouquetWorkflow = createWorkflow("add-bouquet", (input: AddBouquetInput) => {
  acquireLockStep({ key: input.cart_id, timeout: 10, ttl: 30, retryInterval: 0.1 })
  const filling = readCartToFillStep(input)

  when("core-is-to-compute", { filling }, ({ filling }) => !filling.is_plain).then(() => {
    addToCartWorkflow.runAsStep({ input: { cart_id: input.cart_id, items: input.items } })
  })

  when("a-line-costs-what-it-costs", { filling }, ({ filling }) => filling.is_plain).then(() => {
    const { planned, variants, price_context } = filling
    const priced = priceLinesStep({ planned, variants, price_context })
    holdLinesStep({ cart_id: input.cart_id, lines: filling.demand })
    const created = transform({ input, priced }, ({ input, priced }) =>
      priced.created.map((line) => ({ ...line, cart_id: input.cart_id })),
    )
    const items = translateLines(created, filling)
    createLineItemsStep({ id: input.cart_id, items })
    growLinesStep(priced.grown)
    emitEventStep({ eventName: CartWorkflowEvents.UPDATED, data: { id: input.cart_id } })
  })

  releaseLockStep({ key: input.cart_id })
  return new WorkflowResponse({ cart_id: input.cart_id })
})
