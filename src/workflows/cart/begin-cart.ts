import {
  createCartsStep,
  createCartWorkflow,
  emitEventStep,
  findOneOrAnyRegionStep,
  findOrCreateCustomerStep,
  findSalesChannelStep,
  getTranslatedLineItemsStep,
  prepareCartToCreateStep,
} from "@medusajs/medusa/core-flows"
import { CartWorkflowEvents } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { holdLinesStep } from "../hold/steps/hold-lines"
import type { AddBouquetInput } from "./add-bouquet"
import { findTotalsRulesStep } from "./steps/find-totals-rules"
import { priceLinesStep } from "./steps/price-lines"

export type BeginCartInput = {
  region_id: string
  sales_channel_id: string
  customer_id: string
  /** What its texts are in, such as "ru-RU". */
  locale: string
  items: AddBouquetInput["items"]
}

/**
 * A new cart with its first lines, held and with the totals as core's create-cart would leave them; that workflow
 * looks for taxes and promotions where the shop has none. Any other shop goes core's way.
 *
 * @throws reserved_for_now, out_of_stock, and what core throws; no cart is made then
 */
export const beginCartWorkflow = createWorkflow("begin-cart", (input: BeginCartInput) => {
  const isPlain = findTotalsRulesStep({ items: input.items })

  const computed = when("core-is-to-compute", { isPlain }, ({ isPlain }) => !isPlain).then(() =>
    createCartWorkflow.runAsStep({ input }),
  )

  const made = when("a-line-costs-what-it-costs", { isPlain }, ({ isPlain }) => isPlain).then(() => {
    const salesChannel = findSalesChannelStep({ salesChannelId: input.sales_channel_id })
    const region = findOneOrAnyRegionStep({ regionId: input.region_id })
    const customerData = findOrCreateCustomerStep({ customerId: input.customer_id })
    const priced = priceLinesStep({
      cart: transform({ input, region, customerData }, ({ input, region, customerData }) => ({
        region,
        region_id: input.region_id,
        customer_id: input.customer_id,
        customer: customerData.customer ?? undefined,
      })),
      items: input.items,
    })
    const cart = prepareCartToCreateStep({ input, region, customerData, salesChannel })
    const items = getTranslatedLineItemsStep({
      items: priced.lines,
      variants: priced.variants,
      locale: input.locale,
    })
    const carts = createCartsStep(transform({ cart, items }, ({ cart, items }) => [{ ...cart, items }]))
    const id = transform({ carts }, ({ carts }) => carts[0].id)
    emitEventStep({ eventName: CartWorkflowEvents.CREATED, data: { id } })
    holdLinesStep({ cart_id: id })
    return id
  })

  const cartId = transform({ computed, made }, ({ computed, made }) => computed?.id ?? made ?? "")
  return new WorkflowResponse({ cart_id: cartId })
})
