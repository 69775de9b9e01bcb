import { callback } from "../../ui/callback"

/** Buttons of the shop's menu for the owner and other roles; see access.ts for who may tap which. */
export const openShop = callback("shop")
export const openToday = callback("shoptoday")
export const openAttention = callback("shopneeds")
