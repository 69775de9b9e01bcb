import { callback } from "../../ui/callback"

export const openCartPage = callback("cartpage", ["page"])
export const setQuantity = callback("line", ["lineId", "quantity", "page"])
export const removeBouquet = callback("unbouquet", ["bouquetId", "page"])
export const repairCart = callback("resolve")
export const askPromoCode = callback("promo")
export const removePromoCode = callback("unpromo", ["promotionId"])
