import type { Language } from "../../lib/shop"

/** A text of the catalogue in both languages of the shop. */
export type Texts = Record<Language, string>

/** A stem or a thing of which a variant takes so many. */
export type Part = {
  inventory_item_id: string
  sku: string | null
  title: string | null
  /** Pieces that one variant takes. */
  required: number
}

/** What can be bought: a size of a bouquet, a stem, an add-on. */
export type Variant = {
  id: string
  sku: string | null
  title: Texts
  /** Whole soums; only variants with a price are in the read model. */
  price: number
  /** False when stock does not limit it. */
  is_counted: boolean
  parts: Part[]
}

export type ProductKind = "bouquet" | "stem" | "composition" | "dried" | "potted" | "addon"

export type Product = {
  id: string
  handle: string
  kind: ProductKind | null
  /** What an add-on is: "vase", "card", "chocolate", "balloon", "wrapping". */
  addon: string | null
  title: Texts
  description: Texts
  thumbnail: string | null
  category_ids: string[]
  /** Codes: "color:red", "occasion:birthday", "vip". */
  tags: string[]
  popularity: number
  /** In their order; never empty. */
  variants: Variant[]
  /** The price of the cheapest variant, in whole soums. */
  price: number
}

export type Category = {
  id: string
  handle: string
  name: Texts
  parent_id: string | null
  children: Category[]
  /** Its own products and those of its subcategories, by popularity; no category in the read model is empty. */
  products: Product[]
}

/** What the bot sells, as it was a moment ago; stock is not in it. */
export type Catalog = {
  sales_channel_id: string
  /** Where the channel's flowers lie. */
  location_ids: string[]
  /** By popularity. */
  products: Product[]
  productById: Map<string, Product>
  variantById: Map<string, { product: Product; variant: Variant }>
  /** The product that a stock-keeping unit is sold as by itself: it names what a bouquet is made of. */
  productBySku: Map<string, Product>
  categoryById: Map<string, Category>
  roots: Category[]
}
