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
import { OF_BOT } from "../shop-scope"
import type { ItemToAdd } from "./rules/add-lines"
import { growLinesStep } from "./steps/grow-lines"
import { priceLinesStep } from "./steps/price-lines"
import { readCartToFillStep } from "./steps/read-filling"
import { translateLines } from "./steps/translate-lines"

export type AddBouquetInput = { cart_id: string; items: ItemToAdd[] }

/**
 * Adds items to a cart, all or none, and holds the stock that all lines of the cart need.
 *
 * Medusa's addToCartWorkflow recomputes shipping, taxes, promotions and the payment collection, and reads the
 * cart for each. If the cart and the shop have none of these, this workflow skips that work and the totals
 * are the same. Otherwise it runs addToCartWorkflow.
 *
 * @throws cart_not_found, cart_completed, gone, invalid_quantity, out_of_stock, reserved_for_now, and the
 * errors of addToCartWorkflow
 */
export const addBouquetWorkflow = createWorkflow("add-bouquet", (input: AddBouquetInput) => {
  acquireLockStep({ key: input.cart_id, timeout: 10, ttl: 30, retryInterval: 0.1 })
  const filling = readCartToFillStep(input)

  when("medusa-computes-totals", { filling }, ({ filling }) => !filling.is_plain).then(() => {
    addToCartWorkflow.runAsStep({
      input: { cart_id: input.cart_id, items: input.items, additional_data: OF_BOT },
    })
  })

  when("totals-are-plain-sums", { filling }, ({ filling }) => filling.is_plain).then(() => {
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
