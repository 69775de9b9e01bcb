import type { MedusaContainer } from "@medusajs/framework/types"
import { ClickMerchantApi } from "../../../providers/payment-click/merchant-api"
import type { ClickOptions } from "../../../providers/payment-click/options"
import { clickOptionsOf } from "../../settings"

/** Returns the Click settings and an API client; undefined if Click is not configured. */
export function clickCabinet(
  container: MedusaContainer,
): { options: ClickOptions; api: ClickMerchantApi } | undefined {
  const options = clickOptionsOf(container)
  return options && { options, api: new ClickMerchantApi(options) }
}
