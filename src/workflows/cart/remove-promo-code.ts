import { acquireLockStep, releaseLockStep, updateCartPromotionsWorkflow } from "@medusajs/medusa/core-flows"
import { PromotionActions } from "@medusajs/framework/utils"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { PromoCodeInput } from "./apply-promo-code"
import { keepCodesStep } from "./steps/keep-codes"

/** Removes a promo code from a cart. If the cart does not have the code, nothing changes. */
export const removePromoCodeWorkflow = createWorkflow("remove-promo-code", (input: PromoCodeInput) => {
  acquireLockStep({ key: input.cart_id, timeout: 10, ttl: 30, retryInterval: 0.1 })
  const codes = transform({ input }, ({ input }) => [input.code])
  keepCodesStep({ cart_id: input.cart_id, forget: codes })
  updateCartPromotionsWorkflow.runAsStep({
    input: {
      cart_id: input.cart_id,
      promo_codes: codes,
      action: PromotionActions.REMOVE,
      force_refresh_payment_collection: true,
    },
  })
  releaseLockStep({ key: input.cart_id })
  return new WorkflowResponse({ cart_id: input.cart_id })
})
