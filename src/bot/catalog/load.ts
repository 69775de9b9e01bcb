import { ContainerRegistrationKeys, QueryContext } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { LOCALES } from "../../lib/shop"
import { readPricedGroups } from "../../medusa-sql/customer-prices"
import { sellingPlace } from "../../workflows/selling-place"
import { categoryTree, type CategoryRow } from "./category-tree"
import type { Catalog, Product, ProductKind, Variant } from "./types"

export type VariantRow = {
  id: string
  sku: string | null
  title: string | null
  variant_rank: number | null
  options?: ({ rank: number | null; option_id: string } | null)[]
  manage_inventory: boolean
  allow_backorder: boolean
  calculated_price?: { calculated_amount: number | null } | null
  inventory_items?: ({
    inventory_item_id: string
    required_quantity: number | null
    inventory?: { sku: string | null; title: string | null } | null
  } | null)[]
}

type ProductRow = {
  id: string
  handle: string
  title: string
  description: string | null
  thumbnail: string | null
  metadata: Record<string, unknown> | null
  categories?: ({ id: string } | null)[]
  tags?: ({ value: string } | null)[]
  variants: VariantRow[]
}

type ProductTexts = Pick<ProductRow, "id" | "title" | "description"> & {
  variants: Pick<VariantRow, "id" | "title">[]
}

const KINDS: readonly string[] = ["bouquet", "stem", "composition", "dried", "potted", "addon"]

const PRODUCT_FIELDS = [
  "id",
  "handle",
  "title",
  "description",
  "thumbnail",
  "metadata",
  "categories.id",
  "tags.value",
  "variants.id",
  "variants.sku",
  "variants.title",
  "variants.variant_rank",
  "variants.options.rank",
  "variants.options.option_id",
  "variants.manage_inventory",
  "variants.allow_backorder",
  "variants.calculated_price.calculated_amount",
  "variants.inventory_items.inventory_item_id",
  "variants.inventory_items.required_quantity",
  "variants.inventory_items.inventory.sku",
  "variants.inventory_items.inventory.title",
]

/**
 * Reads the published products of the bot's sales channel with the prices of its region, in both languages.
 * The base texts are Russian; the Uzbek texts come from Medusa's translation module when it is enabled.
 *
 * @param groups customer groups of the shoppers for whom the prices are
 * @throws shop_not_ready when the store has no region or sales channel
 */
export async function loadCatalog(container: MedusaContainer, groups: string[] = []): Promise<Catalog> {
  const place = await sellingPlace(container)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: offers } = await query.graph({
    entity: "product_sales_channel",
    fields: ["product_id"],
    filters: { sales_channel_id: place.sales_channel_id },
  })
  const filters = {
    id: (offers as { product_id: string }[]).map((offer) => offer.product_id),
    status: "published" as const,
  }
  const priced = {
    calculated_price: QueryContext({
      region_id: place.region_id,
      currency_code: place.currency_code,
      sales_channel_id: place.sales_channel_id,
      ...(groups.length ? { customer: { groups: groups.map((id) => ({ id })) } } : {}),
    }),
  }
  const categoryFields = ["id", "handle", "name", "rank", "parent_category_id"]
  const shown = { is_active: true, is_internal: false }
  const uzbek = { locale: LOCALES.uz }
  const [products, productTexts, categories, categoryTexts, pricedGroups] = await Promise.all([
    query.graph({ entity: "product", fields: PRODUCT_FIELDS, filters, context: { variants: priced } }),
    query.graph(
      {
        entity: "product",
        fields: ["id", "title", "description", "variants.id", "variants.title"],
        filters,
      },
      uzbek,
    ),
    query.graph({ entity: "product_category", fields: categoryFields, filters: shown }),
    query.graph({ entity: "product_category", fields: ["id", "name"], filters: shown }, uzbek),
    readPricedGroups(container),
  ])
  const texts = new Map((productTexts.data as unknown as ProductTexts[]).map((row) => [row.id, row]))
  const rows = products.data as unknown as ProductRow[]
  return assemble({
    salesChannelId: place.sales_channel_id,
    currencyCode: place.currency_code,
    pricedGroups,
    locationIds: place.location_ids,
    products: rows
      .map((row) => toProduct(row, texts.get(row.id), place.currency_code))
      .filter((product) => product !== undefined),
    categories: categories.data as unknown as CategoryRow[],
    categoryNames: new Map((categoryTexts.data as { id: string; name: string }[]).map((c) => [c.id, c.name])),
  })
}

const LAST = Number.MAX_SAFE_INTEGER

/** Ranks of a variant's option values, in the same order of options for all variants of a product. */
const valueRanks = ({ options }: VariantRow) =>
  (options ?? [])
    .flatMap((option) => option ?? [])
    .sort((a, b) => a.option_id.localeCompare(b.option_id))
    .map(({ rank }) => rank ?? LAST)

/**
 * Compares variants by the ranks of their option values, which staff order in the admin; then by `variant_rank`,
 * price and id. PostgreSQL returns a variant at another place after it is saved.
 */
export function bySize(a: VariantRow, b: VariantRow): number {
  const [ranksA, ranksB] = [valueRanks(a), valueRanks(b)]
  const price = (row: VariantRow) => Number(row.calculated_price?.calculated_amount ?? 0)
  return (
    ranksA.map((rank, at) => rank - (ranksB[at] ?? LAST)).find((difference) => difference !== 0) ??
    ((a.variant_rank ?? 0) - (b.variant_rank ?? 0) || price(a) - price(b) || (a.id < b.id ? -1 : 1))
  )
}

/** Returns undefined when no variant has a price in the shop's region: such a product cannot be sold. */
function toProduct(row: ProductRow, uzbek: ProductTexts | undefined, currency: string): Product | undefined {
  const titles = new Map(uzbek?.variants.map((variant) => [variant.id, variant.title]))
  const variants = [...row.variants]
    .sort(bySize)
    .map((variant) => toVariant(variant, titles.get(variant.id), currency))
    .filter((variant) => variant !== undefined)
  if (!variants.length) {
    return undefined
  }
  const { kind, addon, popularity } = row.metadata ?? {}
  return {
    id: row.id,
    handle: row.handle,
    kind: typeof kind === "string" && KINDS.includes(kind) ? (kind as ProductKind) : null,
    addon: typeof addon === "string" ? addon : null,
    title: { ru: row.title, uz: uzbek?.title || row.title },
    description: { ru: row.description ?? "", uz: uzbek?.description || (row.description ?? "") },
    thumbnail: row.thumbnail,
    category_ids: (row.categories ?? []).flatMap((category) => (category ? [category.id] : [])),
    tags: (row.tags ?? []).flatMap((tag) => (tag ? [tag.value] : [])),
    popularity: typeof popularity === "number" ? popularity : 0,
    variants,
    price: Math.min(...variants.map((variant) => variant.price)),
  }
}

function toVariant(
  row: VariantRow,
  uzbekTitle: string | null | undefined,
  currency: string,
): Variant | undefined {
  const price = row.calculated_price?.calculated_amount
  if (price === null || price === undefined) {
    return undefined
  }
  const title = row.title ?? ""
  return {
    id: row.id,
    sku: row.sku,
    title: { ru: title, uz: uzbekTitle || title },
    price: Number(price),
    currency_code: currency,
    is_counted: row.manage_inventory && !row.allow_backorder,
    parts: (row.inventory_items ?? []).flatMap((item) =>
      item
        ? [
            {
              inventory_item_id: item.inventory_item_id,
              sku: item.inventory?.sku ?? null,
              title: item.inventory?.title ?? null,
              required: item.required_quantity ?? 1,
            },
          ]
        : [],
    ),
  }
}

type Loaded = {
  salesChannelId: string
  currencyCode: string
  pricedGroups: string[]
  locationIds: string[]
  products: Product[]
  categories: CategoryRow[]
  categoryNames: Map<string, string>
}

function assemble(loaded: Loaded): Catalog {
  const products = loaded.products.sort(
    (a, b) => b.popularity - a.popularity || a.title.ru.localeCompare(b.title.ru, "ru"),
  )
  const { roots, categoryById } = categoryTree(loaded.categories, loaded.categoryNames, products)
  const variants = products.flatMap((product) => product.variants.map((variant) => ({ product, variant })))
  return {
    sales_channel_id: loaded.salesChannelId,
    currency_code: loaded.currencyCode,
    priced_groups: loaded.pricedGroups,
    location_ids: loaded.locationIds,
    products,
    productById: new Map(products.map((product) => [product.id, product])),
    variantById: new Map(variants.map((one) => [one.variant.id, one])),
    productBySku: new Map(variants.flatMap(({ product, variant: { sku } }) => (sku ? [[sku, product]] : []))),
    categoryById,
    roots,
  }
}
