import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { withoutInvisible } from "../../../lib/plain-text"

const MAX_CODE_LENGTH = 64

export const invalidPromo = () =>
  shopError("promo_invalid", "This promo code does not apply to this cart.", MedusaError.Types.INVALID_DATA)

/**
 * Finds the promo code as stored in the shop. Tries the typed text first, then its upper-case form.
 *
 * @throws promo_invalid if the code is unknown
 */
export const findPromotionStep = createStep(
  "find-promotion",
  async (input: { code: string }, { container }) => {
    const typed = input.code.length <= MAX_CODE_LENGTH ? withoutInvisible(input.code).trim() : ""
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "promotion",
      fields: ["code"],
      filters: { code: [typed, typed.toUpperCase()] },
    })
    const code = data.find((promotion) => promotion.code === typed)?.code ?? data[0]?.code
    if (!code) {
      throw invalidPromo()
    }
    return new StepResponse({ code })
  },
)
