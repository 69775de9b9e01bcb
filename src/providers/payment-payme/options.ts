/** Settings of the shop's Payme cabinet. */
export type PaymeOptions = {
  /** Id of the cash desk, 24 characters. */
  merchantId: string
  /** Production key of the cash desk. */
  key?: string
  /** Key of Payme's sandbox. While it is set, the production key is rejected and no real money moves. */
  testKey?: string
  /**
   * URL of Payme's checkout page. Default: https://checkout.paycom.uz, or https://test.paycom.uz with a test
   * key.
   */
  checkoutUrl?: string
  /** Addresses, ranges ("185.234.113.1-185.234.113.15") and subnets that may call the webhook. Default: any. */
  addresses?: string[]
}

/** Checkout pages of production and of the sandbox. */
const CHECKOUT_URLS = { live: "https://checkout.paycom.uz", test: "https://test.paycom.uz" }

/** Returns the URL of the checkout page. */
export function checkoutHost({ checkoutUrl, testKey }: PaymeOptions): string {
  return checkoutUrl ?? (testKey ? CHECKOUT_URLS.test : CHECKOUT_URLS.live)
}

/** Returns the key that Payme's calls must carry. */
export function keyInUse({ key, testKey }: PaymeOptions): string | undefined {
  return testKey ?? key
}
