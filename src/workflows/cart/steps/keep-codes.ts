import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KEPT_CODES } from "../../../medusa-sql/parts"

type Metadata = Record<string, unknown> | null

async function write(container: MedusaContainer, cartId: string, metadata: Metadata): Promise<void> {
  await container.resolve(Modules.CART).updateCarts(cartId, { metadata: metadata ?? {} })
}

type Change = { cart_id: string; keep?: string[]; forget?: string[] | "all" }

/** The codes that a cart's metadata keeps. */
export function keptCodes(metadata: Metadata | undefined): string[] {
  const kept = metadata?.[KEPT_CODES]
  return Array.isArray(kept) ? kept.filter((code): code is string => typeof code === "string") : []
}

/**
 * Keeps promotion codes for the delivery in the cart's metadata, or forgets some. Core drops a code that takes nothing off
 * at the moment; {@link setShippingMethodWorkflow} applies the kept codes to each new shipping method. Compensation
 * restores the metadata.
 */
export const keepCodesStep = createStep(
  "keep-codes",
  async ({ cart_id, keep = [], forget = [] }: Change, { container }) => {
    const { metadata: former } = await container
      .resolve(Modules.CART)
      .retrieveCart(cart_id, { select: ["id", "metadata"] })
    const kept = keptCodes(former)
    const others = forget === "all" ? [] : kept.filter((code) => !forget.includes(code))
    const codes = [...new Set([...others, ...keep])]
    if (codes.length === kept.length && codes.every((code) => kept.includes(code))) {
      return new StepResponse(undefined)
    }
    await write(container, cart_id, { ...former, [KEPT_CODES]: codes })
    return new StepResponse(undefined, { cart_id, metadata: former ?? null })
  },
  async (undo, { container }) => {
    if (undo) {
      await write(container, undo.cart_id, undo.metadata)
    }
  },
)
