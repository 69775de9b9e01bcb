import type { MedusaContainer } from "@medusajs/framework/types"
import { ClickMerchantApi } from "../../../providers/payment-click/merchant-api"
import type { ClickOptions } from "../../../providers/payment-click/options"
import { optionsOf } from "../../settings"

/** Returns the Click settings and an API client; undefined if Click is not configured. */
export function clickCabinet(
  container: MedusaContainer,
): { options: ClickOptions; api: ClickMerchantApi } | undefined {
  const options = optionsOf(container).click
  return options && { options, api: new ClickMerchantApi(options) }
}
