import { toSoums } from "./amount"

export type ClickCheckout = {
  /** Click's pay page. */
  page: string
  serviceId: string
  merchantId: string
  /** What Click will ask the shop about: `merchant_trans_id` in its requests. */
  reference: string
  /** In tiyin. */
  amount: number
  /** Where the shopper comes back to; Click's own last page when left out. */
  returnUrl?: string
}

/**
 * The page of Click where an order is paid.
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
