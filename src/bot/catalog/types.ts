import type { Language } from "../../lib/shop"

/** A catalogue text in both languages. */
export type Texts = Record<Language, string>

/** An inventory item that a variant consumes. */
export type Part = {
  inventory_item_id: string
  sku: string | null
  title: string | null
  /** Quantity for one unit of the variant. */
  required: number
}

/** A sellable unit: a size of a bouquet, a stem or an add-on. */
export type Variant = {
  id: string
  sku: string | null
  title: Texts
  /** In the main unit of `currency_code`. Variants without a price are not loaded. */
  price: number
  /** The usual price while a price list makes it cheaper; undefined otherwise. */
  was?: number
  currency_code: string
  /** False when stock does not limit the variant. */
  is_counted: boolean
  parts: Part[]
}

export type ProductKind = "bouquet" | "stem" | "composition" | "dried" | "potted" | "addon"

export type Product = {
  id: string
  handle: string
  kind: ProductKind | null
  /** Kind of the add-on: "vase", "card", "chocolate", "balloon", "wrapping". */
  addon: string | null
  title: Texts
  description: Texts
  thumbnail: string | null
  category_ids: string[]
  /** Tag codes: "color:red", "occasion:birthday", "vip". */
  tags: string[]
  popularity: number
  /** Average and number of the approved ratings; undefined while there are too few. */
  rating: { average: number; count: number } | undefined
  /** In the order of the sizes, see `bySize`; never empty. */
  variants: Variant[]
  /** Price of the cheapest variant. */
  price: number
}

export type Category = {
  id: string
  handle: string
  name: Texts
  parent_id: string | null
  children: Category[]
  /** Products of the category and its subcategories, sorted by popularity; never empty. */
  products: Product[]
}

/** Snapshot of the products that the bot sells. It does not contain stock quantities. */
export type Catalog = {
  sales_channel_id: string
  /** Currency of the prices. */
  currency_code: string
  /** Customer groups that have prices of their own. */
  priced_groups: string[]
  /** Stock locations of the sales channel. */
  location_ids: string[]
  /** Sorted by popularity. */
  products: Product[]
  /** Whether one of them is an add-on. */
  has_addons: boolean
  productById: Map<string, Product>
  variantById: Map<string, { product: Product; variant: Variant }>
  /** Products by the SKU of their variants. It gives the display name of a bouquet's parts. */
  productBySku: Map<string, Product>
  categoryById: Map<string, Category>
  roots: Category[]
}
