import type { CatalogProduct, CatalogVariant } from "./catalog-file"
import type { PriceState } from "./catalog-state"

/**
 * All changes that an import writes. Existing records are referred to by id, new records by handle or SKU.
 */
export type ImportPlan = {
  tags: string[]
  /** New categories: one list per level, parents before children. */
  categories: NewCategory[][]
  category_changes: CategoryChange[]
  items: { sku: string; title: string; stock: number }[]
  products: CatalogProduct[]
  product_changes: ProductChange[]
  option_values: { product_id: string; product_option_id: string; add: { value: string }[] }[]
  /** Ranks of option values, by value: the new ones, and those before the import. */
  option_ranks: { product_option_id: string; ranks: Record<string, number>; before: Record<string, number> }[]
  variants: { product_id: string; product: CatalogProduct; variant: CatalogVariant; rank: number }[]
  variant_changes: VariantChange[]
  /** Variants that an interrupted import left without prices. */
  missing_prices: { variant_id: string; amount: number }[]
  kit: KitChange[]
  levels: {
    create: { sku: string; stock: number }[]
    update: { id: string; inventory_item_id: string; stock: number }[]
  }
  created: number
  updated: number
  unchanged: number
  notes: string[]
}
export type NewCategory = {
  handle: string
  parent?: string
  name: string
  description?: string
  /** Position among its siblings, from 0. */
  rank: number
}
export type CategoryChange = {
  id: string
  changes: { name?: string; description?: string; parent?: string | null; rank?: number }
}
export type ProductChange = {
  id: string
  title?: string
  description?: string
  status?: "published" | "draft"
  metadata?: Record<string, unknown>
  categories?: string[]
  tags?: string[]
  pictures?: string
}
export type VariantChange = {
  id: string
  title?: string
  variant_rank?: number
  options?: Record<string, string>
  prices?: (Partial<Omit<PriceState, "plain">> & { amount: number; currency_code: string })[]
}
export type KitChange = {
  action: "create" | "update" | "dismiss"
  variant_id: string
  sku?: string
  item_id?: string
  quantity: number
}

export function emptyPlan(): ImportPlan {
  return {
    tags: [],
    categories: [],
    category_changes: [],
    items: [],
    products: [],
    product_changes: [],
    option_values: [],
    option_ranks: [],
    variants: [],
    variant_changes: [],
    missing_prices: [],
    kit: [],
    levels: { create: [], update: [] },
    created: 0,
    updated: 0,
    unchanged: 0,
    notes: [],
  }
}
