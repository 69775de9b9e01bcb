import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { addToCartWorkflow, createCartWorkflow, refreshCartItemsWorkflow } from "@medusajs/medusa/core-flows"

const season = () => Promise.resolve(new StepResponse({ season: "tulips" }))

/** The store's own rule of prices: carts get the price of the season. Off until the test turns it on. */
if (process.env.HOST_DISCOUNT) {
  addToCartWorkflow.hooks.setPricingContext(season)
  createCartWorkflow.hooks.setPricingContext(season)
  refreshCartItemsWorkflow.hooks.setPricingContext(season)
}
