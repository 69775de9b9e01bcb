import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { LOCALES } from "../../lib/shop"
import { sellingPlace } from "../selling-place"
import { servesAllChannels } from "../shop-scope"
import type { CatalogProduct } from "./catalog-file"
import type { CatalogState, CategoryState, ItemState, ShopState, TranslationState } from "./catalog-state"
import { readProducts } from "./read-products"

/** What an import knows of the shop besides the products. */
export type ShopBase = Pick<CatalogState, "shop" | "categories">

/**
 * Reads the shop's places and its categories.
 *
 * @throws shop_not_ready if the translation module is disabled, or if the shop has no region, sales channel,
 * stock location or shipping profile
 */
export async function readShopBase(container: MedusaContainer): Promise<ShopBase> {
  return { shop: await readShop(container), categories: await readCategories(container) }
}

/**
 * Reads the shop's data that an import compares with these products of its file: at most some hundreds, because the
 * answers of Medusa's `query.graph` are processed at once. Without products it has the translations of the categories.
 */
export async function readCatalogState(
  container: MedusaContainer,
  base: ShopBase,
  given: CatalogProduct[],
): Promise<CatalogState> {
  const variants = given.flatMap((product) => product.variants)
  const skus = [...new Set(variants.flatMap((v) => [v.sku, ...(v.contents ?? []).map(({ sku }) => sku)]))]
  const handles = given.map(({ handle }) => handle)
  const products = await readProducts(container, handles)
  const translated = given.length
    ? products.flatMap((product) => [
        product.id,
        ...product.variants.map(({ id }) => id),
        ...product.options.flatMap((option) => [option.id, ...option.values.map(({ id }) => id)]),
      ])
    : base.categories.map(({ id }) => id)
  return {
    ...base,
    products,
    owners: await readOwners(container, skus),
    items: await readItems(container, skus, base.shop.location_id),
    tags: await readTags(container, [...new Set(given.flatMap(({ tags }) => tags ?? []))]),
    translations: await readTranslations(container, translated),
  }
}

async function readTags(container: MedusaContainer, value: string[]): Promise<CatalogState["tags"]> {
  const tags = value.length
    ? await container.resolve(Modules.PRODUCT).listProductTags({ value }, { take: null })
    : []
  return tags.map(({ id, value: name }) => ({ id, value: name }))
}

/** @throws shop_not_ready */
function readShop(container: MedusaContainer): Promise<ShopState> {
  if (!container.resolve(Modules.TRANSLATION, { allowUnregistered: true })) {
    throw shopError(
      "shop_not_ready",
      "An import contains texts in two languages: enable Medusa's translation module first.",
      MedusaError.Types.NOT_ALLOWED,
    )
  }
  return readShopState(container)
}

/**
 * The places of new products: where they are sold and stocked, and how they are shipped.
 *
 * @throws shop_not_ready if the shop has no region, sales channel, stock location or shipping profile
 */
export async function readShopState(container: MedusaContainer): Promise<ShopState> {
  const { sales_channel_id, location_ids } = await sellingPlace(container)
  const isWholeStore = servesAllChannels(container)
  const [store] = await container.resolve(Modules.STORE).listStores({}, { take: 1 })
  const [location] = await container
    .resolve(Modules.STOCK_LOCATION)
    .listStockLocations({}, { take: 1, order: { created_at: "ASC" } })
  const [profile] = await container
    .resolve(Modules.FULFILLMENT)
    .listShippingProfiles({ type: "default" }, { take: 1 })
  const channels = [isWholeStore ? store?.default_sales_channel_id : null, sales_channel_id].filter(
    (id) => typeof id === "string",
  )
  const ofStore = store?.default_location_id ?? location?.id
  const location_id = isWholeStore ? ofStore : (location_ids.at(0) ?? ofStore)
  if (!location_id || !profile) {
    throw shopError(
      "shop_not_ready",
      "The shop has no stock location or no shipping profile: start the application once before.",
      MedusaError.Types.NOT_ALLOWED,
    )
  }
  return { location_id, shipping_profile_id: profile.id, sales_channel_ids: [...new Set(channels)] }
}

export async function readCategories(container: MedusaContainer): Promise<CategoryState[]> {
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

/** Reads the stored Uzbek texts of these records. */
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
