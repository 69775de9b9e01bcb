import type { MedusaContainer } from "@medusajs/framework/types"
import { minorUnits } from "../../../lib/money"
import { readProductMetadata } from "../../../medusa-sql/product-metadata"
import { fiscalCode, IKPU_DIGITS } from "../../catalog/fiscal-code"
import type { SoldGoods, SoldLine } from "../../../providers/redirect-payment/sold-goods"
import { amountsOf, named, readSoldOrder, type SoldOrder } from "./sold-order"

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

/** Returns the codes by line id; undefined if a product lacks its codes. */
async function codesOf(container: MedusaContainer, orderId: string): Promise<Map<string, Codes> | undefined> {
  const rows = await readProductMetadata(container, orderId)
  const found = rows.flatMap(({ item_id: id, metadata }): [string, Codes][] => {
    const codes = codesIn(metadata ?? {})
    return codes ? [[id, codes]] : []
  })
  return found.length < rows.length ? undefined : new Map(found)
}

/** @param paid price of the line after discounts, in minor units */
function lineOf(item: SoldOrder["items"][number], paid: number, codes: Codes): SoldLine {
  const gross = Math.max(minorUnits(item.original_total), paid)
  return { ...named(item), gross, discount: gross - paid, ...codes }
}

/**
 * Returns the goods of an order for its fiscal receipt; undefined if a product lacks its codes, because the
 * gateway would reject the receipt.
 */
export async function getReceipt(
  container: MedusaContainer,
  orderId: string,
): Promise<SoldGoods | undefined> {
  const codes = await codesOf(container, orderId)
  if (!codes) {
    return undefined
  }
  const order = await readSoldOrder(container, orderId)
  const { items, delivery } = amountsOf(order)
  const lines = order.items.flatMap((item, index) => {
    const own = codes.get(item.id)
    return own ? [lineOf(item, items[index], own)] : []
  })
  if (lines.length < order.items.length) {
    return undefined
  }
  return { lines, delivery }
}
