import type { MedusaContainer } from "@medusajs/framework/types"
import { readProductMetadata } from "../../../medusa-sql/product-metadata"
import type { SoldVersions } from "../../../medusa-sql/sold-versions"
import { fiscalCode, IKPU_DIGITS } from "../../catalog/fiscal-code"
import type { SoldGoods, SoldLine } from "../../../providers/redirect-payment/sold-goods"
import { amountsOf, differenceOf, type SoldAmount } from "./sold-amounts"
import { readSoldOrder } from "./sold-order"

type Codes = Pick<SoldLine, "code" | "package_code" | "vat_percent">

const digits = (code: string | null, length: RegExp) => (code && length.test(code) ? code : undefined)

/** Reads the receipt codes from a product's metadata: `ikpu`, `package_code`, `vat_percent` (default 0). */
function codesIn(metadata: Record<string, unknown>): Codes | undefined {
  const code = digits(fiscalCode(metadata.ikpu, IKPU_DIGITS), /^\d{17}$/)
  const packageCode = digits(fiscalCode(metadata.package_code), /^\d{1,20}$/)
  const vat = Number(metadata.vat_percent ?? 0)
  return code && packageCode && Number.isInteger(vat) && vat >= 0 && vat <= 100
    ? { code, package_code: packageCode, vat_percent: vat }
    : undefined
}

/** Returns the codes by line id, of the products that have them. */
async function codesOf(container: MedusaContainer, orderId: string): Promise<Map<string, Codes>> {
  const rows = await readProductMetadata(container, orderId)
  return new Map(
    rows.flatMap(({ item_id: id, metadata }): [string, Codes][] => {
      const codes = codesIn(metadata ?? {})
      return codes ? [[id, codes]] : []
    }),
  )
}

function lineOf({ id: _, paid, ...line }: SoldAmount, codes: Codes): SoldLine {
  const gross = Math.max(line.gross, paid)
  return { ...line, gross, discount: gross - paid, ...codes }
}

/** A payment of an order, in minor units. */
export type ReceiptOf = {
  order_id: string
  amount: number
  /** The versions of the order that the payment covers. Without them it pays the current order. */
  versions?: SoldVersions
}

/** What the payment pays for, and the ids of the order's lines. */
async function readSold(container: MedusaContainer, { order_id, amount, versions }: ReceiptOf) {
  const order = await readSoldOrder(container, order_id, versions?.sold)
  const paid = versions?.paid ?? null
  const sold =
    paid === null
      ? amountsOf(order)
      : differenceOf(order, await readSoldOrder(container, order_id, paid), amount)
  return { sold, ids: order.items.map(({ id }) => id) }
}

/**
 * Returns the goods of a payment for its fiscal receipt: of a whole order, or of the difference that a change left. Returns
 * undefined if a product lacks its codes, because the gateway would reject the receipt.
 */
export async function getReceipt(
  container: MedusaContainer,
  payment: ReceiptOf,
): Promise<SoldGoods | undefined> {
  const codes = await codesOf(container, payment.order_id)
  if (codes.size === 0) {
    return undefined
  }
  const { sold, ids } = await readSold(container, payment)
  const lines = sold.lines.flatMap((line) => {
    const own = codes.get(line.id)
    return own ? [lineOf(line, own)] : []
  })
  if (lines.length < sold.lines.length) {
    return undefined
  }
  // Delivery has the VAT rate of the delivered goods; with several rates the highest.
  const vat_percent = Math.max(0, ...ids.map((id) => codes.get(id)?.vat_percent ?? 0))
  return { lines, delivery: { ...sold.delivery, vat_percent } }
}
