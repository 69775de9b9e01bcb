/** One line of a fiscal receipt. Amounts are in minor units (tiyin) for the whole line. */
export type SoldLine = {
  title: string
  quantity: number
  /** Before discounts, with tax. */
  gross: number
  discount: number
  /** IKPU (MXIK) code of the goods, 17 digits. */
  code: string
  package_code: string
  vat_percent: number
}

export type SoldDelivery = { title: string; price: number; vat_percent: number }

export type SoldGoods = { lines: SoldLine[]; delivery: SoldDelivery | null }
