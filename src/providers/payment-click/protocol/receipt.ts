import type { SoldGoods, SoldLine } from "../../redirect-payment/sold-goods"

/** Who sells, and what delivery is in the tax committee's catalogue. */
export type Seller = { taxId: string; delivery?: { ikpu: string; packageCode: string } }

export type ReceiptItem = {
  Name: string
  SPIC: string
  PackageCode: string
  /** In tiyin, of the whole line, with tax and without the discount. */
  Price: number
  Amount: number
  VAT: number
  VATPercent: number
  CommissionInfo: { TIN: string } | { PINFL: string }
}

/** The longest name that a receipt takes. */
const NAME_LENGTH = 63

/** The tax within a price: 12 of 112 at 12 percent, rounded to the tiyin. */
const taxIn = (price: number, percent: number) =>
  Math.floor((price * percent * 2 + (100 + percent)) / ((100 + percent) * 2))

/** Persons have a PINFL of 14 digits, companies a TIN of 9. */
const commission = (taxId: string) => (taxId.length === 14 ? { PINFL: taxId } : { TIN: taxId })

const sold = ({ gross, discount }: SoldLine) => gross - discount

/**
 * The items of a fiscal receipt as Click takes them: in tiyin, unlike all else of Click's.
 *
 * @param amount what was paid, in tiyin
 * @returns undefined when delivery has no code, or the parts do not come to the amount: a receipt must not say
 *   what was not paid
 */
export function itemsOf(
  { lines, delivery }: SoldGoods,
  { taxId, delivery: codes }: Seller,
  amount: number,
): ReceiptItem[] | undefined {
  const CommissionInfo = commission(taxId)
  const items = lines
    .filter((line) => sold(line) > 0)
    .map((line) => ({
      Name: line.title.slice(0, NAME_LENGTH),
      SPIC: line.code,
      PackageCode: line.package_code,
      Price: sold(line),
      Amount: line.quantity,
      VAT: taxIn(sold(line), line.vat_percent),
      VATPercent: line.vat_percent,
      CommissionInfo,
    }))
  if (delivery && delivery.price > 0) {
    if (!codes) {
      return undefined
    }
    // Delivery is taxed as what is delivered.
    const percent = Math.max(0, ...lines.map((line) => line.vat_percent))
    items.push({
      Name: delivery.title.slice(0, NAME_LENGTH),
      SPIC: codes.ikpu,
      PackageCode: codes.packageCode,
      Price: delivery.price,
      Amount: 1,
      VAT: taxIn(delivery.price, percent),
      VATPercent: percent,
      CommissionInfo,
    })
  }
  return items.reduce((sum, { Price }) => sum + Price, 0) === amount ? items : undefined
}
