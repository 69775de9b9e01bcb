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

/** Label of a tag. A tag without a translation is shown as its code. */
export function tagLabel(t: Translate, kind: "color" | "occasion", code: string): string {
  const key = `catalog.${kind}_${code}`
  const label = t.has(key) ? t.plain(key) : code
  const sign = kind === "color" ? COLOR_SIGNS[code] : undefined
  return sign ? `${sign} ${label}` : label
}

/** Price of a product in a list. Starts with "from" when its variants have different prices. */
export function priceLabel(t: Translate, product: Product): string {
  const differ = product.variants.some((variant) => variant.price !== product.price)
  const price = money(t, product.price, product.variants[0].currency_code)
  return differ ? t.plain("catalog.price_from", { price }) : price
}

/** Price of a variant, or the reason why it is unavailable: sold out, or held by other carts. */
export function priceOrNone(t: Translate, variant: Variant, stock: Stock): string {
  if (stock.get(variant.id)) {
    return money(t, variant.price, variant.currency_code)
  }
  return t.plain(stock.isReserved(variant.id) ? "catalog.reserved_now" : "catalog.out_of_stock")
}

/** Name of a variant: the product's title, with the size when there are several. */
export function variantName(t: Translate, product: Product, variant: Variant): string {
  const title = product.title[t.language]
  return product.variants.length > 1 ? `${title}, ${variant.title[t.language]}` : title
}

/** Names of a bouquet's components, with quantities above one. Empty for a product that is its own only component. */
export function partsOf(t: Translate, catalog: Catalog, variant: Variant): string[] {
  const isItself = variant.parts.length === 1 && variant.parts[0].sku === variant.sku
  return isItself ? [] : variant.parts.map((part) => withCount(partName(t, catalog, part), part.required))
}

const withCount = (name: string, count: number) => (count === 1 ? name : `${name} × ${count}`)

function partName(t: Translate, catalog: Catalog, part: Part): string {
  const product = part.sku ? catalog.productBySku.get(part.sku) : undefined
  return product?.title[t.language] ?? part.title ?? part.sku ?? ""
}
