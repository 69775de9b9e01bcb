import { acquireLockStep, releaseLockStep, updateCartPromotionsWorkflow } from "@medusajs/medusa/core-flows"
import { PromotionActions } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { checkPromotionAppliedStep } from "./steps/check-promotion-applied"
import { keepCodesStep } from "./steps/keep-codes"
import { findPromotionStep } from "./steps/find-promotion"

export type PromoCodeInput = { cart_id: string; code: string }

/**
 * Applies a promo code to a cart. A code for the delivery is kept while the cart has no delivery, and applied to each
 * shipping method of the cart.
 *
 * @returns the code as stored in the shop, the cart's total discount, and whether the code waits for the delivery
 * @throws promo_invalid if the code is unknown, expired, or gives no discount for this cart and its delivery
 */
export const applyPromoCodeWorkflow = createWorkflow("apply-promo-code", (input: PromoCodeInput) => {
  acquireLockStep({ key: input.cart_id, timeout: 10, ttl: 30, retryInterval: 0.1 })
  const { code } = findPromotionStep({ code: input.code })
  const codes = transform({ code }, ({ code }) => [code])
  updateCartPromotionsWorkflow.runAsStep({
    input: {
      cart_id: input.cart_id,
      promo_codes: codes,
      action: PromotionActions.ADD,
      force_refresh_payment_collection: true,
    },
  })
  const applied = checkPromotionAppliedStep({ cart_id: input.cart_id, code })
  when("the-code-is-for-delivery", { applied }, ({ applied }) => applied.is_for_delivery).then(() => {
    keepCodesStep({ cart_id: input.cart_id, keep: codes })
  })
  releaseLockStep({ key: input.cart_id })
  return new WorkflowResponse(applied)
})
