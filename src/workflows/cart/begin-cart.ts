import {
  createCartsStep,
  createCartWorkflow,
  emitEventStep,
  prepareCartToCreateStep,
} from "@medusajs/medusa/core-flows"
import { CartWorkflowEvents } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { holdLinesStep } from "../hold/steps/hold-lines"
import { OF_BOT } from "../shop-scope"
import { priceLinesStep } from "./steps/price-lines"
import { readCartToBeginStep, type CartToBegin } from "./steps/read-filling"
import { translateLines } from "./steps/translate-lines"

/**
 * Creates a cart with its first lines and holds their stock.
 *
 * In a shop without taxes and automatic promotions, it skips the parts of Medusa's createCartWorkflow that
 * compute them, and the totals are the same. Otherwise it runs createCartWorkflow.
 *
 * @throws gone, invalid_quantity, reserved_for_now, out_of_stock, and the errors of createCartWorkflow; then
 * no cart is created
 */
export const beginCartWorkflow = createWorkflow("begin-cart", (input: CartToBegin) => {
  const beginning = readCartToBeginStep(input)

  const computed = when("medusa-computes-totals", { beginning }, ({ beginning }) => !beginning.is_plain).then(
    () =>
      createCartWorkflow.runAsStep({
        input: transform({ input }, ({ input }) => ({ ...input, additional_data: OF_BOT })),
      }),
  )

  const made = when("totals-are-plain-sums", { beginning }, ({ beginning }) => beginning.is_plain).then(
    () => {
      const priced = priceLinesStep({
        planned: beginning.planned,
        variants: beginning.variants,
        price_context: beginning.price_context,
      })
      const items = translateLines(priced.created, beginning)
      const cart = prepareCartToCreateStep({
        input,
        region: beginning.region,
        customerData: { customer: beginning.customer },
        salesChannel: beginning.sales_channel,
      })
      const carts = createCartsStep(transform({ cart, items }, ({ cart, items }) => [{ ...cart, items }]))
      const id = transform({ carts }, ({ carts }) => carts[0].id)
      emitEventStep({ eventName: CartWorkflowEvents.CREATED, data: { id } })
      holdLinesStep({ cart_id: id, lines: beginning.demand })
      return id
    },
  )

  const cartId = transform({ computed, made }, ({ computed, made }) => computed?.id ?? made ?? "")
  return new WorkflowResponse({ cart_id: cartId })
})
