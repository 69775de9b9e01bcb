/** What the shop knows of its Click cabinet. */
export type ClickOptions = {
  serviceId: string
  merchantId: string
  /** Who calls the Merchant API: without it no payment could be given back or asked about. */
  merchantUserId: string
  /** The service's key: signs what Click tells, and what Click is asked. */
  secretKey: string
  /** Click's pay page; https://my.click.uz/services/pay when left out. */
  checkoutUrl?: string
  /** Click's Merchant API; https://api.click.uz/v2/merchant when left out. */
  apiUrl?: string
  /** Who sells, for fiscal receipts: a TIN (9 digits) or a PINFL (14). Left out: Click is told no receipts. */
  taxId?: string
  /** What delivery is on a receipt; orders with a paid delivery have no receipt without it. */
  delivery?: { ikpu: string; packageCode: string }
}

const CHECKOUT_URL = "https://my.click.uz/services/pay"
const API_URL = "https://api.click.uz/v2/merchant"

const withoutSlash = (url: string) => url.replace(/\/+$/, "")

/** The page that shoppers are sent to, without a slash at its end. */
export const checkoutPage = ({ checkoutUrl }: ClickOptions) => withoutSlash(checkoutUrl ?? CHECKOUT_URL)

/** Where the Merchant API is, without a slash at its end. */
export const apiRoot = ({ apiUrl }: ClickOptions) => withoutSlash(apiUrl ?? API_URL)
