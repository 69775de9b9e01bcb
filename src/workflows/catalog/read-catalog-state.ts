import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { LOCALES } from "../../lib/shop"
import { sellingPlace } from "../selling-place"
import { servesAllChannels } from "../shop-scope"
import type { CatalogFile } from "./catalog-file"
import type { CatalogState, CategoryState, ItemState, ShopState, TranslationState } from "./catalog-state"
import { readProducts } from "./read-products"

/**
 * Reads the shop's data that an import compares with the file.
 *
 * @throws shop_not_ready if the translation module is disabled, or if the shop has no region, sales channel,
 * stock location or shipping profile
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
  if (!container.resolve(Modules.TRANSLATION, { allowUnregistered: true })) {
    throw shopError(
      "shop_not_ready",
      "An import contains texts in two languages: enable Medusa's translation module first.",
      MedusaError.Types.NOT_ALLOWED,
    )
  }
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
      "The shop has no stock location or no shipping profile: start the application once before the import.",
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
