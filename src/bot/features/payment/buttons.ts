import { callback } from "../../ui/callback"

/** Buttons of an order that waits for payment. */
export const choosePaymentMethod = callback("paymethods", ["orderId"])
/** `index` is the place of the payment provider in the list of {@link paymentMethodsOf}. */
export const takePaymentMethod = callback("paywith", ["orderId", "index"])
