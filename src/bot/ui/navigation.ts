import { callback } from "./callback"

/** Buttons that open a feature. Every keyboard may use them; one feature handles each. */
export const openMenu = callback("menu")
export const openCatalog = callback("cat")
export const openSearch = callback("find")
export const openBuilder = callback("build")
export const openCart = callback("cart")
/** Renews the stock hold of the cart, and shows the cart. */
export const keepFlowers = callback("keep")
export const openCheckout = callback("checkout")
export const openOrders = callback("orders")
export const openAddresses = callback("addresses")
export const openHelp = callback("help")
export const openLanguage = callback("lang")
export const openOrder = callback("order", ["orderId"])
/** Repeats an order. */
export const repeatOrder = callback("again", ["orderId"])
/** Forwards the message that the shopper has sent last to the shop. */
export const passToShop = callback("pass", ["messageId"])
/** A button that only shows text, for example a page number. A tap does nothing. */
export const idle = callback("idle")
