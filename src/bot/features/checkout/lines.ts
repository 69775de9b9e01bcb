import type { Method } from "../../../modules/workshop/order-transitions"
import { escapeHtml, money, type Translate } from "../../ui/texts"
import { clip } from "../../ui/clip"

type Line = {
  title: string
  product_title: string | null
  variant_title: string | null
  quantity: number
  total: number
}

/** Sizes are short ("S", "M"); what Medusa calls a product's only variant says nothing. */
const LONGEST_SIZE = 3

/** A line's name as the shop says it: "Нежность, M". */
export function lineName({ title, product_title, variant_title }: Line): string {
  const name = product_title ?? title
  return variant_title && variant_title.length <= LONGEST_SIZE ? `${name}, ${variant_title}` : name
}

/** What bringing it costs, in whole soums; of an order that is fetched for nothing, nothing is said. */
export function shippingLine(t: Translate, method: Method | null | undefined, price: number): string {
  if (method === "pickup" && !price) {
    return ""
  }
  return t("checkout.line_shipping", { price: price ? money(t, price) : t.plain("checkout.free") })
}

/** So many lines are told one by one. */
const MOST_LINES = 5

/** What is ordered, for a caption: HTML; the first lines one by one, the rest counted. */
export function lineList(t: Translate, lines: Line[], scale = 1): string {
  const shown = lines.slice(0, Math.ceil(MOST_LINES * scale)).map((line) => {
    const count = Number(line.quantity)
    const times = count > 1 ? ` × ${count}` : ""
    return `• ${escapeHtml(clip(lineName(line), 40))}${times} — ${money(t, Number(line.total))}`
  })
  const rest = lines.length - shown.length
  return [...shown, ...(rest > 0 ? [t("checkout.more_lines", { count: rest })] : [])].join("\n")
}
