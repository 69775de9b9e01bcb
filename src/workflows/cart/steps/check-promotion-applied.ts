import type { BigNumberInput } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { invalidPromo } from "./find-promotion"

type Adjusted = { adjustments?: ({ code?: string | null } | null)[] | null } | null
type CartWithAdjustments = { discount_total: BigNumberInput; items: Adjusted[]; shipping_methods: Adjusted[] }

/**
 * Checks that the code gives a discount for this cart. Its error makes the workflow remove the code again.
 *
 * @throws promo_invalid
 */
export const checkPromotionAppliedStep = createStep(
  "check-promotion-applied",
  async (input: { cart_id: string; code: string }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "cart",
      fields: ["discount_total", "items.adjustments.code", "shipping_methods.adjustments.code"],
      filters: { id: input.cart_id },
    })
    const [found]: unknown[] = data
    const cart = found as CartWithAdjustments | undefined
    const adjusted = [...(cart?.items ?? []), ...(cart?.shipping_methods ?? [])]
    if (!cart || !adjusted.some((line) => line?.adjustments?.some((one) => one?.code === input.code))) {
      throw invalidPromo()
    }
    return new StepResponse({
      code: input.code,
      discount_total: MathBN.convert(cart.discount_total).toNumber(),
    })
  },
)
