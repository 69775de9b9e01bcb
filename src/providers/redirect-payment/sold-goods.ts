/** One line of what was sold, as a fiscal receipt says it. Amounts are whole minor units (tiyin) for the whole line. */
export type SoldLine = {
  title: string
  quantity: number
  /** Before discounts, with tax. */
  gross: number
  discount: number
  /** IKPU (MXIK): what it is, 17 digits. */
  code: string
  package_code: string
  vat_percent: number
}

export type SoldGoods = { lines: SoldLine[]; delivery: { title: string; price: number } | null }
