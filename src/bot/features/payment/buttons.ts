import { callback } from "../../ui/callback"

/** Buttons of an order that waits for payment. */
export const choosePaymentMethod = callback("payway", ["orderId"])
/** `way` is the index of the payment provider in the list of {@link paymentMethodsOf}. */
export const takePaymentMethod = callback("paywith", ["orderId", "way"])
