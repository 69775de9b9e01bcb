import { toSoums } from "./amount"

export type ClickCheckout = {
  /** URL of Click's checkout page. */
  page: string
  serviceId: string
  merchantId: string
  /** The order's number; Click sends it back as `merchant_trans_id`. */
  reference: string
  /** In tiyin. */
  amount: number
  /** Return URL for the shopper; without it Click shows its own final page. */
  returnUrl?: string
}

/**
 * Builds the checkout URL of an order.
 *
 * @see https://docs.click.uz/click-button/
 */
export function checkoutUrl(checkout: ClickCheckout): string {
  const { page, serviceId, merchantId, reference, amount, returnUrl } = checkout
  const query = new URLSearchParams({
    service_id: serviceId,
    merchant_id: merchantId,
    amount: toSoums(amount),
    transaction_param: reference,
    ...(returnUrl ? { return_url: returnUrl } : {}),
  })
  return `${page}/?${query.toString()}`
}
