import { callback } from "../../ui/callback"

export const openStems = callback("stems", ["page"])
export const setStem = callback("stem", ["variantId", "quantity", "page"])
/** Asks the shopper to type a quantity. */
export const askStem = callback("stemask", ["variantId", "page"])
export const openWrappings = callback("wraps")
export const chooseWrapping = callback("wrap", ["variantId"])
export const openExtras = callback("extras", ["page"])
export const setExtra = callback("extra", ["variantId", "quantity", "page"])
export const clearBouquet = callback("unbuild")
export const addBouquet = callback("bouquet", ["bouquetId"])
