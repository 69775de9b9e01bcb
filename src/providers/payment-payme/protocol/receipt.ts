import type { SoldGoods, SoldLine } from "../../redirect-payment/sold-goods"

type Item = {
  title: string
  /** Price of one piece in tiyin. */
  price: number
  count: number
  code: string
  package_code: string
  vat_percent: number
  /** Discount on the whole item in tiyin. */
  discount?: number
}

export type Detail = { receipt_type: 0; shipping?: { title: string; price: number }; items: Item[] }

/**
 * Converts a line to Payme's unit price and count. If the line total is not divisible by the quantity, the line
 * is split into two items whose unit prices differ by one tiyin.
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

/** Sum of a receipt in tiyin. */
export function sumOf({ items, shipping }: Detail): number {
  const sold = items.reduce((sum, item) => sum + item.price * item.count - (item.discount ?? 0), 0)
  return sold + (shipping?.price ?? 0)
}

/**
 * Builds the fiscal `detail` of a payment.
 *
 * @param amount paid amount in tiyin
 * @returns undefined if there are no items, or if they do not add up to the amount
 */
export function detailOf({ lines, delivery }: SoldGoods, amount: number): Detail | undefined {
  const detail: Detail = {
    receipt_type: 0,
    ...(delivery && delivery.price > 0 ? { shipping: { title: delivery.title, price: delivery.price } } : {}),
    items: lines.flatMap(itemsOf),
  }
  return detail.items.length > 0 && sumOf(detail) === amount ? detail : undefined
}
