/** Where a payment session is paid, when its provider has a page of its own. */
export function checkoutUrl(data?: Record<string, unknown> | null): { checkout_url?: string } {
  const url = data?.checkout_url
  return typeof url === "string" ? { checkout_url: url } : {}
}
