import {
  addToCartWorkflow,
  createLineItemsStep,
  emitEventStep,
  getLineItemActionsStep,
  getLineItemPricingQuantitiesStep,
  getTranslatedLineItemsStep,
  updateLineItemsStep,
  validateLineItemPricesStep,
} from "@medusajs/medusa/core-flows"
import { CartWorkflowEvents } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { holdLinesStep } from "../hold/steps/hold-lines"
import type { AddBouquetInput } from "./add-bouquet"
import { findTotalsRulesStep } from "./steps/find-totals-rules"
import { loadCartToFillStep } from "./steps/load-cart-to-fill"
import { priceLinesStep } from "./steps/price-lines"

/**
 * Puts lines into a cart, held and with the totals as core's add-to-cart would leave them.
 *
 * That workflow then computes shipping, taxes, promotions and the payment anew, and reads the cart for each. Where
 * the cart and the shop have none of these a line costs what it costs, and only that is done. Any other cart goes
 * core's way. The caller holds the cart's lock.
 *
 * @throws reserved_for_now, out_of_stock, and what core throws
 */
export const fillCartWorkflow = createWorkflow("fill-cart", (input: AddBouquetInput) => {
  const cart = loadCartToFillStep({ cart_id: input.cart_id })
  const isPlainShop = findTotalsRulesStep({ items: input.items })
  const isPlain = transform(
    { cart, isPlainShop },
    ({ cart, isPlainShop }) =>
      isPlainShop &&
      !cart.payment_collection &&
      !cart.promotions?.length &&
      !cart.shipping_methods?.some((method) => method),
  )

  when("core-is-to-compute", { isPlain }, ({ isPlain }) => !isPlain).then(() => {
    addToCartWorkflow.runAsStep({ input: { cart_id: input.cart_id, items: input.items } })
  })

  when("a-line-costs-what-it-costs", { isPlain }, ({ isPlain }) => isPlain).then(() => {
    holdLinesStep({ cart_id: input.cart_id, added: input.items })
    const quantities = getLineItemPricingQuantitiesStep({ id: input.cart_id, items: input.items })
    const priced = priceLinesStep({ cart, items: input.items, quantities })
    validateLineItemPricesStep({ items: priced.lines })
    const { itemsToCreate, itemsToUpdate } = getLineItemActionsStep({
      id: input.cart_id,
      items: priced.lines,
    })
    const items = getTranslatedLineItemsStep({
      items: itemsToCreate,
      variants: priced.variants,
      locale: cart.locale,
    })
    createLineItemsStep({ id: input.cart_id, items })
    updateLineItemsStep({ id: input.cart_id, items: itemsToUpdate })
    emitEventStep({ eventName: CartWorkflowEvents.UPDATED, data: { id: input.cart_id } })
  })
  return new WorkflowResponse({ cart_id: input.cart_id })
})
