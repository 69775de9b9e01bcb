import { callback } from "../../ui/callback"

/** Buttons of the shop's menu for the owner and other roles; see access.ts for who may tap which. */
export const openShop = callback("shop")
export const openToday = callback("shoptoday")
export const openAttention = callback("shopneeds")
/** Opens a month ("YYYY-MM") or a day ("YYYY-MM-DD") to close or open its slots. */
export const openClosing = callback("shopdays", ["day"])
/** Asks about a day or a slot. `what`: a day, or a slot's id. */
export const askClosing = callback("closeask", ["what"])
/** Closes (`to`: 1) or opens (0) a day or a slot. */
export const setClosed = callback("closeset", ["what", "to"])
