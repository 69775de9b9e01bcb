import { acquireLockStep, releaseLockStep, updateCartPromotionsWorkflow } from "@medusajs/medusa/core-flows"
import { PromotionActions } from "@medusajs/framework/utils"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { checkPromotionAppliedStep } from "./steps/check-promotion-applied"
import { findPromotionStep } from "./steps/find-promotion"

export type PromoCodeInput = { cart_id: string; code: string }

/**
 * Applies a promo code to a cart.
 *
 * @returns the code as stored in the shop, and the cart's total discount in soums
 * @throws promo_invalid if the code is unknown, expired, or gives no discount for this cart
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
  releaseLockStep({ key: input.cart_id })
  return new WorkflowResponse(applied)
})
