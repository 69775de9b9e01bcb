import { callback } from "../../ui/callback"

export const openStems = callback("stems", ["page"])
export const setStem = callback("stem", ["variantId", "quantity", "page"])
/** Asks how many stems the shopper wants. */
export const askStem = callback("stemask", ["variantId", "page"])
export const openWrappings = callback("wraps")
export const chooseWrapping = callback("wrap", ["variantId"])
export const openExtras = callback("extras", ["page"])
/** Asks how many pieces of an add-on the shopper wants. */
export const askExtra = callback("extraask", ["variantId", "page"])
export const setExtra = callback("extra", ["variantId", "quantity", "page"])
export const clearBouquet = callback("unbuild")
export const addBouquet = callback("bouquet", ["bouquetId"])
