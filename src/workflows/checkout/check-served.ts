import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"

/** The fields of a cart's line that decide which shipping options serve it. */
export type ShippedLine = {
  requires_shipping?: boolean
  variant?: { product?: { shipping_profile?: { id: string } | null } | null } | null
}

/**
 * Checks that the shipping option of a delivery serves all lines. Medusa checks this too, but only that each shipping
 * profile has some shipping method, while an order of this shop is delivered as a whole.
 *
 * @throws not_deliverable
 */
export async function checkServed(
  container: MedusaContainer,
  optionId: string | null,
  lines: ShippedLine[],
): Promise<void> {
  const profiles = lines
    .filter(({ requires_shipping }) => requires_shipping)
    .map(({ variant }) => variant?.product?.shipping_profile?.id)
  if (!profiles.length || !optionId) {
    return
  }
  const [option] = await container
    .resolve(Modules.FULFILLMENT)
    .listShippingOptions({ id: optionId }, { select: ["id", "shipping_profile_id"], take: 1 })
  if (profiles.some((profile) => profile !== option?.shipping_profile_id)) {
    throw shopError(
      "not_deliverable",
      "No delivery of the shop serves all products of the cart: order them separately.",
    )
  }
}
