import { money, type Translate } from "../../ui/texts"
import type { Stock } from "../../catalog/stock"
import type { Catalog, Part, Product, Variant } from "../../catalog/types"

const COLOR_SIGNS: Record<string, string> = {
  red: "❤️",
  white: "🤍",
  pink: "🌸",
  yellow: "💛",
  purple: "💜",
  orange: "🧡",
  blue: "💙",
  green: "💚",
  mixed: "🌈",
}

/** A tag in the shopper's language; a tag that staff made up is shown as it is. */
export function tagLabel(t: Translate, kind: "color" | "occasion", code: string): string {
  const key = `catalog.${kind}_${code}`
  const label = t.has(key) ? t.plain(key) : code
  const sign = kind === "color" ? COLOR_SIGNS[code] : undefined
  return sign ? `${sign} ${label}` : label
}

/** A product's price as it stands in a list: "from" when its sizes cost differently. */
export function priceLabel(t: Translate, product: Product): string {
  const differ = product.variants.some((variant) => variant.price !== product.price)
  const price = money(t, product.price)
  return differ ? t.plain("catalog.price_from", { price }) : price
}

/** What one piece costs, or why there is none: sold out, or in others' carts for now. */
export function priceOrNone(t: Translate, variant: Variant, stock: Stock): string {
  if (stock.get(variant.id)) {
    return money(t, variant.price)
  }
  return t.plain(stock.isReserved(variant.id) ? "catalog.reserved_now" : "catalog.none_now")
}

/** A product with its size, where it has sizes. */
export function variantName(t: Translate, product: Product, variant: Variant): string {
  const title = product.title[t.language]
  return product.variants.length > 1 ? `${title}, ${variant.title[t.language]}` : title
}

/** What a variant is made of, in words; nothing for what is only itself. */
export function partsOf(t: Translate, catalog: Catalog, variant: Variant): string[] {
  const isItself = variant.parts.length === 1 && variant.parts[0].sku === variant.sku
  return isItself ? [] : variant.parts.map((part) => `${partName(t, catalog, part)} × ${part.required}`)
}

function partName(t: Translate, catalog: Catalog, part: Part): string {
  const product = part.sku ? catalog.productBySku.get(part.sku) : undefined
  return product?.title[t.language] ?? part.title ?? part.sku ?? ""
}
