/** The payment page in the data of a payment session, if its provider has one. */
export function checkoutUrl(data?: Record<string, unknown> | null): { checkout_url?: string } {
  const url = data?.checkout_url
  return typeof url === "string" ? { checkout_url: url } : {}
}
