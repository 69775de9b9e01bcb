import type { PricingRuleOperatorValues } from "@medusajs/framework/types"

/** What of the shop an import file speaks of, as it is now. */
export type CatalogState = {
  shop: ShopState
  categories: CategoryState[]
  products: ProductState[]
  /** Which product sells a stock-keeping unit that the file names. */
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
export type OptionState = { id: string; title: string; values: { id: string; value: string }[] }
export type PriceState = {
  id: string
  amount: number
  currency_code: string
  min_quantity: number | null
  max_quantity: number | null
  rules: Record<string, string | { operator: PricingRuleOperatorValues; value: number }[]>
  /** Whether it is the price for everyone, the one that an import file speaks of. */
  plain: boolean
}
export type VariantState = {
  id: string
  sku: string | null
  title: string
  options: Record<string, string>
  prices: PriceState[]
  contents: { inventory_item_id: string; quantity: number }[]
}
export type ProductState = {
  id: string
  handle: string
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
