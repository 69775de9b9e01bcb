/** What the shop knows of its Stripe account. */
export type StripeOptions = {
  /** The account's secret key, or a restricted one; "sk_test_…" while no real money is to move. */
  apiKey: string
  /** The signing secret of the endpoint `/hooks/stripe` in Stripe's dashboard. */
  webhookSecret: string
  /** Stripe's API, such as a stand-in's; https://api.stripe.com when left out. */
  apiUrl?: string
  /** Where Stripe sends a shopper back to when the storefront has said nothing. */
  returnUrl: string
}
