/** What the shop knows of its Payme cabinet. */
export type PaymeOptions = {
  /** The cash desk's id, 24 characters. */
  merchantId: string
  /** The key of the cash desk. */
  key?: string
  /** The key of Payme's test mode: while it is set only it is believed, and no real money moves. */
  testKey?: string
  /** Payme's pay page; https://checkout.paycom.uz, or https://test.paycom.uz with a test key. */
  checkoutUrl?: string
  /** Addresses, ranges ("185.234.113.1-185.234.113.15") and subnets that Payme may call from; any when left out. */
  addresses?: string[]
}

/** Payme's pay pages: for money, and for its test mode. */
const CHECKOUT_URLS = { live: "https://checkout.paycom.uz", test: "https://test.paycom.uz" }

/** The pay page that shoppers are sent to. */
export function checkoutHost({ checkoutUrl, testKey }: PaymeOptions): string {
  return checkoutUrl ?? (testKey ? CHECKOUT_URLS.test : CHECKOUT_URLS.live)
}

/** The key that Payme shows with each of its calls. */
export function keyInUse({ key, testKey }: PaymeOptions): string | undefined {
  return testKey ?? key
}
