import type { Language } from "./languages"

export type PaymeCheckout = {
  host: string
  merchantId: string
  /** The order's number; Payme sends it back as `account.order_id`. */
  orderId: string
  /** In tiyin. */
  amount: number
  language: Language
  /** Return URL for the shopper; without it Payme shows its own final page. */
  returnUrl?: string
}

/** Name of the account field in Payme's cabinet. */
export const ACCOUNT_FIELD = "order_id"

/** A semicolon separates the parameters. Payme has no escape for it, so the return URL is percent-encoded. */
const withoutSemicolons = (url: string) => url.replaceAll(";", "%3B")

/**
 * Builds the checkout URL of an order.
 *
 * @see https://developer.help.paycom.uz/initsializatsiya-platezhey/otpravka-cheka-po-metodu-get
 */
export function checkoutUrl(checkout: PaymeCheckout): string {
  const { host, merchantId, orderId, amount, language, returnUrl } = checkout
  const parameters = [
    `m=${merchantId}`,
    `ac.${ACCOUNT_FIELD}=${orderId}`,
    `a=${amount}`,
    `l=${language}`,
    ...(returnUrl ? [`c=${withoutSemicolons(returnUrl)}`] : []),
  ]
  return `${host.replace(/\/+$/, "")}/${Buffer.from(parameters.join(";")).toString("base64")}`
}
