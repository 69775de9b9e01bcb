import type { SoldGoods, SoldLine } from "../../redirect-payment/sold-goods"

/** The seller, and the codes of delivery in the tax committee's catalogue. */
export type Seller = { taxId: string; delivery?: { ikpu: string; packageCode: string } }

export type ReceiptItem = {
  Name: string
  SPIC: string
  PackageCode: string
  /** Price of the whole line in tiyin, with tax and after the discount. */
  Price: number
  Amount: number
  VAT: number
  VATPercent: number
  CommissionInfo: { TIN: string } | { PINFL: string }
}

/** Maximum length of an item's name. */
const NAME_LENGTH = 63

/** Tax included in a price (12/112 at 12 percent), rounded to the tiyin. */
const taxIn = (price: number, percent: number) =>
  Math.floor((price * percent * 2 + (100 + percent)) / ((100 + percent) * 2))

/** A person has a PINFL (14 digits), a company a TIN (9 digits). */
const commission = (taxId: string) => (taxId.length === 14 ? { PINFL: taxId } : { TIN: taxId })

const sold = ({ gross, discount }: SoldLine) => gross - discount

/**
 * Builds the items of Click's fiscal receipt. Prices are in tiyin; other calls of the Merchant API use soums.
 *
 * @param amount paid amount in tiyin
 * @returns undefined if delivery has no codes, or if the items do not add up to the amount
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
    const { vat_percent: percent } = delivery
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
