import type { SoldGoods, SoldLine } from "../../redirect-payment/sold-goods"

type Item = {
  title: string
  /** Of one. */
  price: number
  count: number
  code: string
  package_code: string
  vat_percent: number
  /** Of all of them. */
  discount?: number
}

export type Detail = { receipt_type: 0; shipping?: { title: string; price: number }; items: Item[] }

/**
 * A line as Payme counts it: a price of one, and how many. A line whose sum does not divide becomes two, so that
 * not a tiyin is lost.
 */
function itemsOf({ title, quantity, gross, discount, ...codes }: SoldLine): Item[] {
  const rest = gross % quantity
  const price = (gross - rest) / quantity
  const parts = rest
    ? [
        { price: price + 1, count: rest },
        { price, count: quantity - rest },
      ]
    : [{ price, count: quantity }]
  let left = discount
  return parts.map((part) => {
    const own = Math.min(left, part.price * part.count)
    left -= own
    return { title, ...part, ...codes, ...(own > 0 ? { discount: own } : {}) }
  })
}

/** What the items and the delivery of a receipt come to, in tiyin. */
export function sumOf({ items, shipping }: Detail): number {
  const sold = items.reduce((sum, item) => sum + item.price * item.count - (item.discount ?? 0), 0)
  return sold + (shipping?.price ?? 0)
}

/**
 * The fiscal `detail` of a payment.
 *
 * @param amount what is paid, in tiyin
 * @returns undefined when the parts do not come to the amount: a receipt must not say what was not paid
 */
export function detailOf({ lines, delivery }: SoldGoods, amount: number): Detail | undefined {
  const detail: Detail = {
    receipt_type: 0,
    ...(delivery && delivery.price > 0 ? { shipping: delivery } : {}),
    items: lines.flatMap(itemsOf),
  }
  return sumOf(detail) === amount ? detail : undefined
}
