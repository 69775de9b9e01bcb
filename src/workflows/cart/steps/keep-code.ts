import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KEPT_CODES } from "../../../medusa-sql/parts"

type Metadata = Record<string, unknown> | null

async function write(container: MedusaContainer, cartId: string, metadata: Metadata): Promise<void> {
  await container.resolve(Modules.CART).updateCarts(cartId, { metadata: metadata ?? {} })
}

/**
 * Keeps promotion codes for the delivery in the cart's metadata, or forgets one. Core drops a code that takes nothing off
 * at the moment; {@link setShippingMethodWorkflow} applies the kept codes to each new shipping method. Compensation
 * restores the metadata.
 */
export const keepCodeStep = createStep(
  "keep-code",
  async (input: { cart_id: string; code: string; is_kept: boolean }, { container }) => {
    const { metadata: former } = await container
      .resolve(Modules.CART)
      .retrieveCart(input.cart_id, { select: ["id", "metadata"] })
    const kept: unknown = former?.[KEPT_CODES]
    const others = Array.isArray(kept) ? kept.filter((code) => code !== input.code) : []
    const codes = input.is_kept ? [...others, input.code] : others
    if (codes.length === (Array.isArray(kept) ? kept.length : 0)) {
      return new StepResponse(undefined)
    }
    await write(container, input.cart_id, { ...former, [KEPT_CODES]: codes })
    return new StepResponse(undefined, { cart_id: input.cart_id, metadata: former ?? null })
  },
  async (undo, { container }) => {
    if (undo) {
      await write(container, undo.cart_id, undo.metadata)
    }
  },
)
