import type { MedusaContainer } from "@medusajs/framework/types"
import { ClickMerchantApi } from "../../../providers/payment-click/merchant-api"
import type { ClickOptions } from "../../../providers/payment-click/options"
import { optionsOf } from "../../settings"

export { CLICK } from "../../../lib/shop"

/** Cancel reason of a refund. Click defines no numbers, so the shop uses Payme's. */
export const REFUNDED = 5

/** Returns the Click settings and an API client; undefined if Click is not configured. */
export function clickCabinet(
  container: MedusaContainer,
): { options: ClickOptions; api: ClickMerchantApi } | undefined {
  const options = optionsOf(container).click
  return options && { options, api: new ClickMerchantApi(options) }
}
