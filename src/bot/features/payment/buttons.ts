import { callback } from "../../ui/callback"

/** The buttons of an order that waits for its payment. */
export const choosePaymentMethod = callback("payway", ["orderId"])
/** `way` is the number of the way among those that the order's region offers, in their steady order. */
export const takePaymentMethod = callback("paywith", ["orderId", "way"])
