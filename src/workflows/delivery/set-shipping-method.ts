import {
  addShippingMethodToCartStep,
  addShippingMethodToCartWorkflow,
  refreshPaymentCollectionForCartWorkflow,
  removeShippingMethodFromCartStep,
  updateCartPromotionsWorkflow,
  upsertTaxLinesWorkflow,
} from "@medusajs/medusa/core-flows"
import type { CartShippingMethodDTO } from "@medusajs/framework/types"
import { PromotionActions } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { planMethod } from "./rules/plan-method"
import type { ListedShippingOption } from "./rules/zones"
import { loadTaxedCartStep } from "./steps/load-taxed-cart"
import { loadTotalsCartStep } from "./steps/load-totals-cart"

export type SetShippingMethodInput = {
  cart_id: string
  /** The option as listed for this cart; null removes the shipping methods. */
  option: ListedShippingOption | null
}

/**
 * Sets or removes the cart's shipping method. The totals are the same as after Medusa's
 * addShippingMethodToCartWorkflow, with the codes that the cart keeps for its delivery.
 *
 * Medusa's workflow reads the cart six times and calculates the option's price twice. If the listing contains
 * the price, this workflow recomputes only what can change: taxes, promotions and the payment collection, and
 * each only if the cart or the shop has it. Otherwise it runs Medusa's workflow. The caller holds the cart's
 * lock.
 */
export const setShippingMethodWorkflow = createWorkflow(
  "set-shipping-method",
  (input: SetShippingMethodInput) => {
    const cart = loadTotalsCartStep({ cart_id: input.cart_id })
    const plan = transform({ cart, input }, ({ cart, input }) => planMethod(cart, input.option))

    when("others-must-be-asked", { plan }, ({ plan }) => plan.asks_others).then(() => {
      const options = transform({ input }, ({ input }) => [{ id: input.option?.id ?? "" }])
      addShippingMethodToCartWorkflow.runAsStep({ input: { cart_id: input.cart_id, options } })
    })

    removeShippingMethodFromCartStep({ shipping_method_ids: plan.removed })
    const methods = addShippingMethodToCartStep({ shipping_methods: plan.added })
    when("the-method-is-taxed", { cart, plan }, ({ cart, plan }) =>
      Boolean(cart.is_taxed && plan.added.length),
    ).then(() => {
      const whole = loadTaxedCartStep({ cart_id: input.cart_id })
      const taxed = transform({ cart: whole, methods }, ({ cart, methods }) => ({
        cart: { ...cart, shipping_methods: methods },
        items: [],
        shipping_methods: methods as CartShippingMethodDTO[],
      }))
      upsertTaxLinesWorkflow.runAsStep({ input: taxed })
    })

    when("there-are-promotions", { cart, plan }, ({ cart, plan }) =>
      Boolean(
        cart.keeps_codes || (!plan.asks_others && (cart.has_automatic_promotion || cart.promo_codes.length)),
      ),
    ).then(() => {
      const promo_codes = transform({ cart }, ({ cart }) => cart.promo_codes)
      updateCartPromotionsWorkflow.runAsStep({
        input: { cart_id: input.cart_id, promo_codes, action: PromotionActions.REPLACE },
      })
    })

    when("there-is-a-payment-collection", { cart, plan }, ({ cart, plan }) =>
      Boolean(cart.has_payment_collection && (cart.keeps_codes || !plan.asks_others)),
    ).then(() => {
      refreshPaymentCollectionForCartWorkflow.runAsStep({ input: { cart_id: input.cart_id } })
    })
    return new WorkflowResponse({ cart_id: input.cart_id })
  },
)
