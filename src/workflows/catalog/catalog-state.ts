import type { PricingRuleOperatorValues } from "@medusajs/framework/types"

/** Current data of the shop, restricted to the records that an import file mentions. */
export type CatalogState = {
  shop: ShopState
  categories: CategoryState[]
  products: ProductState[]
  /** The product that owns each SKU in the file, if it exists. */
  owners: { sku: string; product_handle: string }[]
  items: ItemState[]
  tags: { id: string; value: string }[]
  translations: TranslationState[]
}
export type ShopState = { location_id: string; shipping_profile_id: string; sales_channel_ids: string[] }
export type CategoryState = {
  id: string
  handle: string
  name: string
  description: string
  rank: number
  parent_category_id: string | null
}
export type ItemState = { id: string; sku: string; level?: { id: string; stocked: number; reserved: number } }
export type TranslationState = {
  id: string
  reference: string
  reference_id: string
  translations: Record<string, unknown>
}
export type OptionState = {
  id: string
  title: string
  values: { id: string; value: string; rank: number | null }[]
}
export type PriceState = {
  id: string
  amount: number
  currency_code: string
  min_quantity: number | null
  max_quantity: number | null
  rules: Record<string, string | { operator: PricingRuleOperatorValues; value: number }[]>
  /** Whether this price applies to all customers and quantities. An import changes only this price. */
  plain: boolean
}
export type VariantState = {
  id: string
  sku: string | null
  title: string
  rank: number
  options: Record<string, string>
  /** False only for a variant of an interrupted import. */
  has_price_set: boolean
  prices: PriceState[]
  contents: { inventory_item_id: string; quantity: number }[]
}
export type ProductState = {
  id: string
  handle: string
  /** Whether the product is in a sales channel of the shop. */
  is_ours: boolean
  title: string
  description: string | null
  status: string
  metadata: Record<string, unknown>
  category_ids: string[]
  tag_ids: string[]
  images: string[]
  options: OptionState[]
  variants: VariantState[]
}
