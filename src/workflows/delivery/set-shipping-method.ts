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
  /** As it was listed for this cart; null: the cart is to have no shipping method. */
  option: ListedShippingOption | null
}

/**
 * Makes a shipping option, or none, the cart's shipping method, with the totals as core's
 * add-shipping-method-to-cart would leave them.
 *
 * That workflow reads the cart six times over and prices the option twice. Where the listing told the price,
 * here only that is done which can change a total: the new method's taxes where there are any, the
 * promotions where the cart or the shop has any, the payment collection where there is one. Any other option
 * goes core's way. The caller holds the cart's lock.
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
      Boolean(!plan.asks_others && (cart.has_automatic_promotion || cart.promo_codes.length)),
    ).then(() => {
      const promo_codes = transform({ cart }, ({ cart }) => cart.promo_codes)
      updateCartPromotionsWorkflow.runAsStep({
        input: { cart_id: input.cart_id, promo_codes, action: PromotionActions.REPLACE },
      })
    })

    when("there-is-a-payment-collection", { cart, plan }, ({ cart, plan }) =>
      Boolean(!plan.asks_others && cart.has_payment_collection),
    ).then(() => {
      refreshPaymentCollectionForCartWorkflow.runAsStep({ input: { cart_id: input.cart_id } })
    })
    return new WorkflowResponse({ cart_id: input.cart_id })
  },
)
