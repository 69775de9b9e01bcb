import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { loadCart } from "../delivery/steps/load-cart"
import { keptCodes } from "./steps/keep-codes"

type Cart = {
  metadata: Record<string, unknown> | null
  promotions: ({ code: string; is_automatic: boolean } | null)[]
}

/** A promotion code of a cart. `is_waiting`: it takes something off only when the delivery is chosen. */
export type CartPromoCode = { code: string; is_waiting: boolean }

/**
 * Lists the codes that the shopper gave to a cart, also those that wait for the delivery.
 *
 * @throws cart_not_found
 */
export async function listPromoCodes(container: MedusaContainer, cartId: string): Promise<CartPromoCode[]> {
  await loadCart(container, { cart_id: cartId, to_change: false })
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["metadata", "promotions.code", "promotions.is_automatic"],
    filters: { id: cartId },
  })
  const [{ metadata, promotions }] = data as unknown as Cart[]
  const applied = promotions.flatMap((one) => (one && !one.is_automatic ? [one.code] : []))
  const kept = keptCodes(metadata).filter((code) => !applied.includes(code))
  const known = kept.length
    ? await container
        .resolve(Modules.PROMOTION)
        .listPromotions({ code: kept }, { select: ["code"], take: kept.length })
    : []
  return [
    ...applied.map((code) => ({ code, is_waiting: false })),
    ...known.map(({ code }) => ({ code: String(code), is_waiting: true })),
  ]
}
