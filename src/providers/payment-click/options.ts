/** Settings of the shop's Click cabinet. */
export type ClickOptions = {
  serviceId: string
  merchantId: string
  /** User id of the Merchant API, which refunds payments and reads their status. */
  merchantUserId: string
  /** The service's secret key: verifies Click's requests and signs Merchant API calls. */
  secretKey: string
  /** URL of Click's checkout page. Default: https://my.click.uz/services/pay */
  checkoutUrl?: string
  /** URL of Click's Merchant API. Default: https://api.click.uz/v2/merchant */
  apiUrl?: string
  /** The seller's TIN (9 digits) or PINFL (14 digits) for fiscal receipts. Without it no receipts are submitted. */
  taxId?: string
  /** Codes of delivery on a receipt. Without them, orders with paid delivery get no receipt. */
  delivery?: { ikpu: string; packageCode: string }
}

const CHECKOUT_URL = "https://my.click.uz/services/pay"
const API_URL = "https://api.click.uz/v2/merchant"

const withoutSlash = (url: string) => url.replace(/\/+$/, "")

/** URL of the checkout page, without a trailing slash. */
export const checkoutPage = ({ checkoutUrl }: ClickOptions) => withoutSlash(checkoutUrl ?? CHECKOUT_URL)

/** URL of the Merchant API, without a trailing slash. */
export const apiRoot = ({ apiUrl }: ClickOptions) => withoutSlash(apiUrl ?? API_URL)
