/** Settings of the shop's Stripe account. */
export type StripeOptions = {
  /** Secret or restricted API key; "sk_test_…" in test mode. */
  apiKey: string
  /** Signing secret of the webhook endpoint `/hooks/stripe` in Stripe's dashboard. */
  webhookSecret: string
  /** URL of the API, for example of the sandbox. Default: https://api.stripe.com */
  apiUrl?: string
  /** Return URL for the shopper if the storefront has set none. */
  returnUrl: string
}
