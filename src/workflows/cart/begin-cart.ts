import {
  createCartsStep,
  createCartWorkflow,
  emitEventStep,
  prepareCartToCreateStep,
} from "@medusajs/medusa/core-flows"
import { CartWorkflowEvents } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { holdLinesStep } from "../hold/steps/hold-lines"
import { priceLinesStep } from "./steps/price-lines"
import { readCartToBeginStep, type CartToBegin } from "./steps/read-filling"
import { translateLines } from "./steps/translate-lines"

/**
 * A new cart with its first lines, held and with the totals as core's create-cart would leave them; that workflow
 * looks for taxes and promotions where the shop has none. Any other shop goes core's way.
 *
 * @throws gone, invalid_quantity, reserved_for_now, out_of_stock, and what core throws; no cart is made then
 */
export const beginCartWorkflow = createWorkflow("begin-cart", (input: CartToBegin) => {
  const beginning = readCartToBeginStep(input)

  const computed = when("core-is-to-compute", { beginning }, ({ beginning }) => !beginning.is_plain).then(
    () => createCartWorkflow.runAsStep({ input }),
  )

  const made = when("a-line-costs-what-it-costs", { beginning }, ({ beginning }) => beginning.is_plain).then(
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
