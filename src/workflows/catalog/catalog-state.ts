import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../errors"
import { CURRENCY, LOCALES, TELEGRAM_SALES_CHANNEL } from "../../shop"
import type { CatalogFile } from "./catalog-file"

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
export type PriceState = { id: string; amount: number; currency_code: string; plain: boolean }
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

/**
 * Reads what an import needs to know of the shop.
 *
 * @throws shopError `shop_not_ready` when the shop has no stock location, shipping profile or sales channel yet
 */
export async function readCatalogState(container: MedusaContainer, file: CatalogFile): Promise<CatalogState> {
  const variants = file.products.flatMap((product) => product.variants)
  const skus = [...new Set(variants.flatMap((v) => [v.sku, ...(v.contents ?? []).map(({ sku }) => sku)]))]
  const shop = await readShop(container)
  const categories = await readCategories(container)
  const products = await readProducts(container, [...new Set(file.products.map(({ handle }) => handle))])
  const tagValues = [...new Set(file.products.flatMap(({ tags }) => tags ?? []))]
  const tags = await container.resolve(Modules.PRODUCT).listProductTags({ value: tagValues }, { take: null })
  return {
    shop,
    categories,
    products,
    owners: await readOwners(container, skus),
    items: await readItems(container, skus, shop.location_id),
    tags: tags.map(({ id, value }) => ({ id, value })),
    translations: await readTranslations(container, [
      ...categories.map(({ id }) => id),
      ...products.flatMap((product) => [
        product.id,
        ...product.variants.map(({ id }) => id),
        ...product.options.flatMap((option) => [option.id, ...option.values.map(({ id }) => id)]),
      ]),
    ]),
  }
}

async function readShop(container: MedusaContainer): Promise<ShopState> {
  const [store] = await container.resolve(Modules.STORE).listStores({}, { take: 1 })
  const [telegram] = await container
    .resolve(Modules.SALES_CHANNEL)
    .listSalesChannels({ name: TELEGRAM_SALES_CHANNEL }, { take: 1 })
  const [location] = await container
    .resolve(Modules.STOCK_LOCATION)
    .listStockLocations({}, { take: 1, order: { created_at: "ASC" } })
  const [profile] = await container
    .resolve(Modules.FULFILLMENT)
    .listShippingProfiles({ type: "default" }, { take: 1 })
  const channels = [store?.default_sales_channel_id, telegram?.id].filter((id): id is string => Boolean(id))
  const location_id = store?.default_location_id ?? location?.id
  if (!location_id || !profile || !channels.length) {
    throw shopError(
      "shop_not_ready",
      "The shop has no stock location, shipping profile or sales channel yet: start it once before importing.",
      MedusaError.Types.NOT_ALLOWED,
    )
  }
  return { location_id, shipping_profile_id: profile.id, sales_channel_ids: [...new Set(channels)] }
}

async function readCategories(container: MedusaContainer): Promise<CategoryState[]> {
  const categories = await container
    .resolve(Modules.PRODUCT)
    .listProductCategories({}, { take: null, order: { rank: "ASC" } })
  return categories.map(({ id, handle, name, description, rank, parent_category_id }) => ({
    id,
    handle,
    name,
    description: description ?? "",
    rank: rank ?? 0,
    parent_category_id: parent_category_id ?? null,
  }))
}

const PRODUCT_FIELDS = [
  "id",
  "handle",
  "title",
  "description",
  "status",
  "metadata",
  "categories.id",
  "tags.id",
  "images.url",
  "images.rank",
  "options.id",
  "options.title",
  "options.values.id",
  "options.values.value",
  "variants.id",
  "variants.sku",
  "variants.title",
  "variants.options.value",
  "variants.options.option.title",
  "variants.inventory_items.inventory_item_id",
  "variants.inventory_items.required_quantity",
  "variants.price_set.prices.id",
  "variants.price_set.prices.amount",
  "variants.price_set.prices.currency_code",
  "variants.price_set.prices.rules_count",
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
  options?: { value: string; option?: { title: string } }[]
  inventory_items?: { inventory_item_id: string; required_quantity: number }[]
  price_set?: { prices?: PriceRow[] }
}
type PriceRow = {
  id: string
  amount: number
  currency_code: string
  rules_count: number | null
  min_quantity: number | null
  max_quantity: number | null
  price_list_id: string | null
}

async function readProducts(container: MedusaContainer, handles: string[]): Promise<ProductState[]> {
  if (!handles.length) {
    return []
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product",
    fields: PRODUCT_FIELDS,
    filters: { handle: handles },
  })
  // The fields are named one by one above; the query's own type knows nothing of links such as price_set.
  return (data as unknown as ProductRow[]).map((row) => ({
    id: row.id,
    handle: row.handle,
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
    options: Object.fromEntries((row.options ?? []).map(({ value, option }) => [option?.title ?? "", value])),
    contents: (row.inventory_items ?? []).map(({ inventory_item_id, required_quantity }) => ({
      inventory_item_id,
      quantity: Number(required_quantity),
    })),
    prices: (row.price_set?.prices ?? [])
      .filter(({ price_list_id }) => !price_list_id)
      .map((price) => ({
        id: price.id,
        amount: Number(price.amount),
        currency_code: price.currency_code,
        plain:
          price.currency_code === CURRENCY &&
          !Number(price.rules_count ?? 0) &&
          price.min_quantity === null &&
          price.max_quantity === null,
      })),
  }
}

async function readOwners(container: MedusaContainer, skus: string[]): Promise<CatalogState["owners"]> {
  if (!skus.length) {
    return []
  }
  const variants = await container
    .resolve(Modules.PRODUCT)
    .listProductVariants({ sku: skus }, { take: null, select: ["id", "sku"], relations: ["product"] })
  return variants.map(({ sku, product }) => ({ sku: sku ?? "", product_handle: product?.handle ?? "" }))
}

async function readItems(container: MedusaContainer, skus: string[], location: string): Promise<ItemState[]> {
  if (!skus.length) {
    return []
  }
  const inventory = container.resolve(Modules.INVENTORY)
  const items = await inventory.listInventoryItems({ sku: skus }, { take: null })
  const levels = await inventory.listInventoryLevels(
    { inventory_item_id: items.map(({ id }) => id), location_id: location },
    { take: null },
  )
  const levelOf = new Map(levels.map((level) => [level.inventory_item_id, level]))
  return items.map(({ id, sku }) => {
    const level = levelOf.get(id)
    return {
      id,
      sku: sku ?? "",
      ...(level && {
        level: {
          id: level.id,
          stocked: Number(level.stocked_quantity),
          reserved: Number(level.reserved_quantity),
        },
      }),
    }
  })
}

/** The Uzbek texts that the records have now. */
export async function readTranslations(
  container: MedusaContainer,
  ids: string[],
): Promise<TranslationState[]> {
  if (!ids.length) {
    return []
  }
  const rows = await container
    .resolve(Modules.TRANSLATION)
    .listTranslations({ reference_id: ids, locale_code: LOCALES.uz }, { take: null })
  return rows.map(({ id, reference, reference_id, translations }) => ({
    id,
    reference,
    reference_id,
    translations: translations ?? {},
  }))
}
