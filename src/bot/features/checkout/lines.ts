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

/**
 * Line with the delivery price. Empty for pickup without a price.
 *
 * @param price whole soums
 */
export function shippingLine(t: Translate, method: Method | null | undefined, price: number): string {
  if (method === "pickup" && !price) {
    return ""
  }
  return t("checkout.line_shipping", { price: price ? money(t, price) : t.plain("checkout.free") })
}

/** Maximum number of listed lines. The text only counts the rest. */
const MOST_LINES = 5

/**
 * Order lines for a photo caption, HTML. Lists the first lines and counts the others.
 *
 * @param scale share of {@link MOST_LINES} to list, 0 to 1
 */
export function lineList(t: Translate, lines: Line[], scale = 1): string {
  const shown = lines.slice(0, Math.ceil(MOST_LINES * scale)).map((line) => {
    const count = Number(line.quantity)
    const times = count > 1 ? ` × ${count}` : ""
    return `• ${escapeHtml(clip(lineName(line), 40))}${times} — ${money(t, Number(line.total))}`
  })
  const rest = lines.length - shown.length
  return [...shown, ...(rest > 0 ? [t("checkout.more_lines", { count: rest })] : [])].join("\n")
}
