import type { Language } from "./languages"

export type PaymeCheckout = {
  host: string
  merchantId: string
  /** What Payme will ask the shop about: `account.order_id` in its calls. */
  orderId: string
  /** In tiyin. */
  amount: number
  language: Language
  /** Where the shopper comes back to; Payme's own last page when left out. */
  returnUrl?: string
}

/** The name of the account's field in Payme's cabinet. */
export const ACCOUNT_FIELD = "order_id"

/** A semicolon ends a parameter, and Payme knows no escape for it but the URL's own. */
const withoutSemicolons = (url: string) => url.replaceAll(";", "%3B")

/**
 * The page of Payme where an order is paid.
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
