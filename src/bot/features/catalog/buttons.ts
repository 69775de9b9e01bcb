import { callback } from "../../ui/callback"

/** Opens a page of a category. */
export const openCategory = callback("category", ["categoryId", "page"])
/** Opens the subcategories among which a list can change. */
export const openSections = callback("sections", ["categoryId"])
/** Opens a page of all products, sorted by popularity. */
export const openAll = callback("all", ["page"])
/** Opens a page of the current search results. */
export const openFound = callback("found", ["page"])
/** Returns to the list that the product was opened from. */
export const backToList = callback("list")
export const openProduct = callback("prod", ["productId"])
/** Sets the variant and the quantity on the product card. */
export const chooseVariant = callback("size", ["variantId", "quantity"])
export const openAddons = callback("addons", ["page"])
/** Asks how many pieces of an add-on the shopper wants. */
export const askAddon = callback("addonask", ["variantId", "page"])
export const setAddon = callback("addon", ["variantId", "quantity", "page"])
/** Returns from the add-ons to the card. */
export const backToCard = callback("card")
export const addToCart = callback("add", ["variantId", "quantity", "token"])
/** Adds the product to the empty cart, and opens the checkout. */
export const orderAtOnce = callback("buy", ["variantId", "quantity", "token"])
/** As {@link orderAtOnce}, and fills in the recipient of the shopper's last gift. */
export const giftAgain = callback("gift", ["variantId", "quantity", "token"])
export const openFilters = callback("filters")
export const toggleFilter = callback("filter", ["kind", "code"])
export const clearFilters = callback("nofilters", ["then"])
