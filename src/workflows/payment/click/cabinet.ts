import type { MedusaContainer } from "@medusajs/framework/types"
import { ClickMerchantApi } from "../../../providers/payment-click/merchant-api"
import type { ClickOptions } from "../../../providers/payment-click/options"
import { clickOptionsOf } from "../../settings"

/** Medusa's id of the provider, which the shop's gateway records carry too. */
export const CLICK = "pp_click_click"

/** Why a payment ended that was given back, as Payme numbers it: Click has no numbers for that. */
export const REFUNDED = 5

/** The shop's Click cabinet, and how to ask Click; undefined where nobody pays by Click. */
export function clickCabinet(
  container: MedusaContainer,
): { options: ClickOptions; api: ClickMerchantApi } | undefined {
  const options = clickOptionsOf(container)
  return options && { options, api: new ClickMerchantApi(options) }
}
