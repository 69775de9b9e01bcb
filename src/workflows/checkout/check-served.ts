import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { profilesOf, unservedLines, type ShippedLine } from "../delivery/rules/shipping-profiles"

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
  if (!profilesOf(lines).length || !optionId) {
    return
  }
  const [option] = await container
    .resolve(Modules.FULFILLMENT)
    .listShippingOptions({ id: optionId }, { select: ["id", "shipping_profile_id"], take: 1 })
  if (unservedLines(lines, [option?.shipping_profile_id]).length) {
    throw shopError(
      "not_deliverable",
      "No delivery of the shop serves all products of the cart: order them separately.",
    )
  }
}
