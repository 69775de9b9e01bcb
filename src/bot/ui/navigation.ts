import { callback } from "./callback"

/** The doors between features: any keyboard may lead there, one feature answers. */
export const openMenu = callback("menu")
export const openCatalog = callback("cat")
export const openSearch = callback("find")
export const openBuilder = callback("build")
export const openCart = callback("cart")
/** Keeps the cart's flowers for longer, and shows the cart. */
export const keepFlowers = callback("keep")
export const openCheckout = callback("checkout")
export const openOrders = callback("orders")
export const openAddresses = callback("addresses")
export const openHelp = callback("help")
export const openLanguage = callback("lang")
/** One order's screen. */
export const openOrder = callback("order", ["orderId"])
/** The same flowers once more: straight to the time of delivery. */
export const repeatOrder = callback("again", ["orderId"])
/** A button that only shows something (a page number): its tap does nothing. */
export const idle = callback("idle")
