import type { Bill } from "../../../lib/money"
import type { Method } from "../../../modules/workshop/order-transitions"
import { escapeHtml, money, type Translate } from "../../ui/texts"
import { clip } from "../../ui/clip"
import { addressLabel } from "../../ui/saved-addresses"
import { phoneAsWritten } from "../../ui/phone"

export type Line = {
  title: string
  product_title: string | null
  variant_title: string | null
  quantity: number
}

/**
 * Maximum length of a variant title that is a size ("S", "M"). Longer titles, such as Medusa's "Default
 * variant", are not shown.
 */
const LONGEST_SIZE = 3

/** Name of an order line for shoppers: "Нежность, M". */
export function lineName({ title, product_title, variant_title }: Line): string {
  const name = product_title ?? title
  return variant_title && variant_title.length <= LONGEST_SIZE ? `${name}, ${variant_title}` : name
}

/** Line with the phone of the shopper who orders for someone else. Empty for other orders. */
export function giverLine(
  t: Translate,
  { for_someone_else, giver_phone: phone }: { for_someone_else: boolean; giver_phone: string | null },
): string {
  return for_someone_else && phone ? t("checkout.line_giver", { phone: phoneAsWritten(phone) }) : ""
}

/** The place of a delivery; says so if the shop asks the recipient for it. @param length maximum length */
export const placeOf = (
  t: Translate,
  delivery: {
    address: string | null
    latitude: number | null
    longitude: number | null
    address_unknown: boolean
  },
  length: number,
): string =>
  delivery.address_unknown
    ? t.plain("checkout.address_unknown_short")
    : addressLabel({ ...delivery, text: delivery.address }, length)

/** Lines with the switches of an order, HTML. */
export function switchLines(
  t: Translate,
  { anonymous, surprise, door_photo }: { anonymous: boolean; surprise: boolean; door_photo: boolean },
): string[] {
  return [
    ...(anonymous ? [t("checkout.line_anonymous")] : []),
    ...(surprise ? [t("checkout.line_surprise")] : []),
    ...(door_photo ? [t("checkout.line_door_photo")] : []),
  ]
}

/** Line with the delivery price before discounts. Empty for pickup without a price. */
function shippingLine(t: Translate, method: Method | null | undefined, bill: Bill): string {
  const { delivery: price, currency_code } = bill
  if (method === "pickup" && !price) {
    return ""
  }
  return t("checkout.line_shipping", {
    price: price ? money(t, price, currency_code) : t.plain("checkout.free"),
  })
}

/** Line with what rounding adds to the total or takes off. Empty if the total needs no rounding. */
export function roundingLine(t: Translate, { rounding, currency_code }: Bill): string {
  const price = `${rounding > 0 ? "+" : "−"}${money(t, Math.abs(rounding), currency_code)}`
  return rounding ? t("checkout.line_rounding", { price }) : ""
}

/** The sums below the lines, HTML. The lines, delivery, discount, credit and rounding add up to the total. */
export function sumLines(t: Translate, method: Method | null | undefined, bill: Bill): string {
  const price = (amount: number) => ({ price: money(t, amount, bill.currency_code) })
  return [
    shippingLine(t, method, bill),
    bill.discount > 0 && t("checkout.line_discount", price(bill.discount)),
    bill.credit > 0 && t("checkout.line_credit", price(bill.credit)),
    roundingLine(t, bill),
    t("checkout.line_total", price(bill.total)),
  ]
    .filter(Boolean)
    .join("\n")
}

/** Maximum number of listed lines. The text sums up the rest. */
const MOST_LINES = 5

/**
 * Order lines for a photo caption with prices before discounts, HTML. Lists the first lines, and sums up the others.
 *
 * @param scale share of {@link MOST_LINES} to list, 0 to 1
 */
export function lineList(t: Translate, lines: Line[], bill: Bill, scale = 1): string {
  const shown = lines.slice(0, Math.ceil(MOST_LINES * scale)).map((line, index) => {
    const count = Number(line.quantity)
    const times = count > 1 ? ` × ${count}` : ""
    const price = money(t, bill.lines[index], bill.currency_code)
    return `• ${escapeHtml(clip(lineName(line), 40))}${times} — ${price}`
  })
  const rest = bill.lines.slice(shown.length)
  const price = money(
    t,
    rest.reduce((sum, one) => sum + one, 0),
    bill.currency_code,
  )
  return [...shown, ...(rest.length ? [t("checkout.more_lines", { count: rest.length, price })] : [])].join(
    "\n",
  )
}
