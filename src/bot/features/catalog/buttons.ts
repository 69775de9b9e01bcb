import { callback } from "../../ui/callback"

/** A category from its first page, or a page of it. */
export const openCategory = callback("shelf", ["categoryId", "page"])
/** All products, the loved ones first. */
export const openAll = callback("all", ["page"])
/** Another page of the words that were searched for. */
export const openFound = callback("found", ["page"])
/** The list that the product was chosen from. */
export const backToList = callback("list")
export const openProduct = callback("prod", ["productId"])
/** A size, or another quantity, on the product's card. */
export const chooseVariant = callback("size", ["variantId", "quantity"])
export const openAddons = callback("addons", ["page"])
export const setAddon = callback("addon", ["variantId", "quantity", "page"])
/** Back from the add-ons to the card. */
export const backToCard = callback("card")
export const addToCart = callback("add", ["variantId", "quantity", "token"])
export const openFilters = callback("filters")
export const toggleFilter = callback("filter", ["kind", "code"])
export const clearFilters = callback("nofilters", ["then"])
