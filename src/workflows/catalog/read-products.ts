import type { MedusaContainer, PricingRuleOperatorValues } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { CURRENCY } from "../../lib/shop"
import { isSoldByShop } from "../shop-scope"
import type { OptionState, PriceState, ProductState, VariantState } from "./catalog-state"

const PRODUCT_FIELDS = [
  "id",
  "handle",
  "title",
  "description",
  "status",
  "metadata",
  "sales_channels.id",
  "categories.id",
  "tags.id",
  "images.url",
  "images.rank",
  "options.id",
  "options.title",
  "options.values.id",
  "options.values.value",
  "options.values.rank",
  "variants.id",
  "variants.sku",
  "variants.title",
  "variants.variant_rank",
  "variants.options.value",
  "variants.options.option.title",
  "variants.inventory_items.inventory_item_id",
  "variants.inventory_items.required_quantity",
  "variants.price_set.id",
  "variants.price_set.prices.id",
  "variants.price_set.prices.amount",
  "variants.price_set.prices.currency_code",
  "variants.price_set.prices.price_rules.attribute",
  "variants.price_set.prices.price_rules.operator",
  "variants.price_set.prices.price_rules.value",
  "variants.price_set.prices.min_quantity",
  "variants.price_set.prices.max_quantity",
  "variants.price_set.prices.price_list_id",
]

type ProductRow = {
  id: string
  handle: string
  title: string
  description: string | null
  status: string
  metadata: Record<string, unknown> | null
  sales_channels?: { id: string }[]
  categories?: { id: string }[]
  tags?: { id: string }[]
  images?: { url: string; rank: number }[]
  options?: OptionState[]
  variants?: VariantRow[]
}
type VariantRow = {
  id: string
  sku: string | null
  title: string
  variant_rank: number | null
  options?: { value: string; option?: { title: string } }[]
  inventory_items?: { inventory_item_id: string; required_quantity: number }[]
  price_set?: { id: string; prices?: PriceRow[] } | null
}
type PriceRow = {
  id: string
  amount: number
  currency_code: string
  price_rules?: { attribute: string; operator: PricingRuleOperatorValues; value: string }[]
  min_quantity: number | null
  max_quantity: number | null
  price_list_id: string | null
}

/** Reads the products with these handles, with all data that an import may change. */
export async function readProducts(container: MedusaContainer, handles: string[]): Promise<ProductState[]> {
  if (!handles.length) {
    return []
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product",
    fields: PRODUCT_FIELDS,
    filters: { handle: handles },
  })
  // The type of `query.graph` does not know links such as `price_set`.
  const rows = data as unknown as ProductRow[]
  const ours = await Promise.all(rows.map((row) => isSoldByShop(container, row)))
  return rows.map((row, at) => ({
    id: row.id,
    handle: row.handle,
    is_ours: ours[at],
    title: row.title,
    description: row.description,
    status: row.status,
    metadata: row.metadata ?? {},
    category_ids: (row.categories ?? []).map(({ id }) => id),
    tag_ids: (row.tags ?? []).map(({ id }) => id),
    images: [...(row.images ?? [])].sort((a, b) => a.rank - b.rank).map(({ url }) => url),
    options: (row.options ?? []).map(({ id, title, values }) => ({ id, title, values: values ?? [] })),
    variants: (row.variants ?? []).map(variantState),
  }))
}

function variantState(row: VariantRow): VariantState {
  return {
    id: row.id,
    sku: row.sku,
    title: row.title,
    rank: row.variant_rank ?? 0,
    options: Object.fromEntries((row.options ?? []).map(({ value, option }) => [option?.title ?? "", value])),
    contents: (row.inventory_items ?? []).map(({ inventory_item_id, required_quantity }) => ({
      inventory_item_id,
      quantity: Number(required_quantity),
    })),
    has_price_set: Boolean(row.price_set),
    prices: (row.price_set?.prices ?? []).filter(({ price_list_id }) => !price_list_id).map(priceState),
  }
}

function priceState({ price_rules = [], ...price }: PriceRow): PriceState {
  const rules: PriceState["rules"] = {}
  for (const { attribute, operator, value } of price_rules) {
    const compared = [rules[attribute] ?? []].flat().filter((one) => typeof one !== "string")
    rules[attribute] = operator === "eq" ? value : [...compared, { operator, value: Number(value) }]
  }
  const [min_quantity, max_quantity] = [price.min_quantity, price.max_quantity].map((quantity) =>
    quantity === null ? null : Number(quantity),
  )
  return {
    id: price.id,
    amount: Number(price.amount),
    currency_code: price.currency_code,
    min_quantity,
    max_quantity,
    rules,
    plain:
      price.currency_code === CURRENCY &&
      !price_rules.length &&
      min_quantity === null &&
      max_quantity === null,
  }
}
