import type { CreateProductDTO, LinkDefinition } from "@medusajs/framework/types"
import { generateEntityId, Modules } from "@medusajs/framework/utils"
import { CURRENCY } from "../../lib/shop"
import type { CatalogProduct, CatalogVariant } from "./catalog-file"
import type { CategoryState } from "./catalog-state"
import { DEFAULT_OPTION, variantTitle } from "./catalog-texts"
import type { ImportBatch, NewProduct } from "./import-batch"
import type { ImportPlan, KitChange } from "./import-plan"
import { productMetadata } from "./plan-import"

/**
 * These functions convert a plan into inputs of Medusa's workflows and modules, after the records it refers to have ids.
 */

type WithHandle = { id: string; handle: string }

/** Ids of the records to which a plan refers by handle, tag value or SKU, and the uploaded pictures of each product. */
export type Ids = {
  categories: Record<string, string>
  tags: Record<string, string>
  items: Record<string, string>
  pictures: Record<string, string[]>
}

/** Categories that exist before the import, and what it does to them. */
export type CategoryImport = { plan: ImportPlan; known: CategoryState[] }

export const categoryIds = (known: WithHandle[], created: WithHandle[][]): Record<string, string> =>
  Object.fromEntries([...known, ...created.flat()].map(({ handle, id }) => [handle, id]))

/** Input for the new categories of one level; their parents must exist. */
export function categoriesInput({ plan, known }: CategoryImport, level: number, created: WithHandle[][]) {
  const ids = categoryIds(known, created)
  return (plan.categories[level] ?? []).map(({ handle, parent, name, description, rank }) => ({
    handle,
    name,
    rank,
    description: description ?? "",
    is_active: true,
    is_internal: false,
    parent_category_id: parent ? ids[parent] : null,
  }))
}

export function collectIds(
  { state }: ImportBatch,
  written: {
    items: { id: string; sku?: string | null }[] | undefined
    tags: { id: string; value: string }[] | undefined
    pictures: Record<string, string[]>
  },
): Ids {
  return {
    categories: categoryIds(state.categories, []),
    tags: Object.fromEntries([...state.tags, ...(written.tags ?? [])].map(({ value, id }) => [value, id])),
    items: Object.fromEntries(
      [...state.items, ...(written.items ?? [])].map(({ sku, id }) => [sku ?? "", id]),
    ),
    pictures: written.pictures,
  }
}

export function itemsInput({ plan, state }: ImportBatch) {
  return plan.items.map(({ sku, title, stock }) => ({
    sku,
    title,
    requires_shipping: true,
    location_levels: [{ location_id: state.shop.location_id, stocked_quantity: stock }],
  }))
}

/** Input of the product module for a new product with its options and variants. */
export function newProduct(
  { id, product, variantIds }: NewProduct,
  batch: ImportBatch,
  ids: Ids,
): CreateProductDTO {
  return {
    id,
    handle: product.handle,
    title: product.title.ru,
    description: product.description?.ru,
    status: product.status ?? "published",
    discountable: true,
    metadata: productMetadata(product, batch.keys[product.handle]),
    category_ids: (product.categories ?? []).map((handle) => ids.categories[handle]),
    tag_ids: (product.tags ?? []).map((value) => ids.tags[value]),
    ...picturesOf(product.handle, ids),
    options: product.options
      ? product.options.map(({ title, values }) => ({ title: title.ru, values: values.map(({ ru }) => ru) }))
      : [{ title: DEFAULT_OPTION.title, values: [DEFAULT_OPTION.value] }],
    variants: product.variants.map((variant, rank) => ({
      id: variantIds[rank],
      ...ownFields(product, variant, rank),
    })),
  }
}

/** Links of a new product: sales channels, shipping profile, price sets and inventory items. */
export function newLinks(
  { id, product, variantIds }: NewProduct,
  priceSetIds: string[],
  { state: { shop } }: ImportBatch,
  ids: Ids,
): LinkDefinition[] {
  return [
    ...shop.sales_channel_ids.map((sales_channel_id) => ({
      [Modules.PRODUCT]: { product_id: id },
      [Modules.SALES_CHANNEL]: { sales_channel_id },
    })),
    {
      [Modules.PRODUCT]: { product_id: id },
      [Modules.FULFILLMENT]: { shipping_profile_id: shop.shipping_profile_id },
    },
    ...variantIds.map((variant_id, at) => ({
      [Modules.PRODUCT]: { variant_id },
      [Modules.PRICING]: { price_set_id: priceSetIds[at] },
    })),
    ...product.variants.flatMap((variant, at) => contentLinks(variantIds[at], variant, ids)),
  ]
}

/** Links of a variant to its inventory items, in the order of the file. */
function contentLinks(variant_id: string, variant: CatalogVariant, ids: Ids): LinkDefinition[] {
  const contents = contentsOf(variant)
  const linkIds = sortedLinkIds(contents.length)
  return contents.map(({ sku, quantity }, place) => ({
    [Modules.PRODUCT]: { variant_id },
    [Modules.INVENTORY]: { inventory_item_id: ids.items[sku] },
    data: { id: linkIds[place], required_quantity: quantity },
  }))
}

/**
 * Ids of links of a variant and its inventory items, sorted: the bot lists the contents of a bouquet in the order of these ids,
 * and ULIDs of the same millisecond do not sort in the order of their creation.
 */
const sortedLinkIds = (count: number): string[] =>
  Array.from({ length: count }, () => generateEntityId("", "pvitem")).sort()

const contentsOf = ({ sku, contents }: CatalogVariant) => contents ?? [{ sku, quantity: 1 }]

export const plainPrice = (amount: number) => ({ prices: [{ amount, currency_code: CURRENCY }] })

function picturesOf(handle: string, ids: Ids) {
  const urls = ids.pictures[handle] ?? []
  return urls.length ? { thumbnail: urls[0], images: urls.map((url) => ({ url })) } : {}
}

const ownFields = (product: CatalogProduct, variant: CatalogVariant, rank: number) => ({
  title: variantTitle(product, variant, "ru"),
  sku: variant.sku,
  variant_rank: rank,
  manage_inventory: true,
  allow_backorder: false,
  options: product.options ? variant.options : { [DEFAULT_OPTION.title]: DEFAULT_OPTION.value },
})

export function productChangesInput({ plan }: ImportBatch, ids: Ids) {
  return plan.product_changes.map(({ categories, tags, pictures, ...change }) => ({
    ...change,
    ...(categories && { categories: categories.map((handle) => ({ id: ids.categories[handle] })) }),
    ...(tags && { tags: tags.map((value) => ({ id: ids.tags[value] })) }),
    ...(pictures && newPictures(ids.pictures[pictures] ?? [])),
  }))
}

function newPictures(urls: string[]) {
  return { thumbnail: urls[0] ?? null, images: urls.map((url) => ({ url })) }
}

export function variantsInput({ plan }: ImportBatch, ids: Ids) {
  return plan.variants.map(({ product_id, product, variant, rank }) => ({
    product_id,
    ...ownFields(product, variant, rank),
    ...plainPrice(variant.price),
    inventory_items: contentsOf(variant).map(({ sku, quantity }) => ({
      inventory_item_id: ids.items[sku],
      required_quantity: quantity,
    })),
  }))
}

/** @param added the new sizes: Medusa has linked their contents with ids that do not sort in the order of the file */
export function kitLinks({ plan }: ImportBatch, ids: Ids, added: { id: string; sku?: string | null }[]) {
  const links = (action: KitChange["action"]): LinkDefinition[] => {
    const changes = plan.kit.filter((change) => change.action === action)
    const linkIds = action === "create" ? sortedLinkIds(changes.length) : []
    return changes.map(({ variant_id, item_id, sku, quantity }, place) => ({
      [Modules.PRODUCT]: { variant_id },
      [Modules.INVENTORY]: { inventory_item_id: item_id ?? ids.items[sku ?? ""] },
      ...(action !== "dismiss" && {
        data: { required_quantity: quantity, ...(action === "create" && { id: linkIds[place] }) },
      }),
    }))
  }
  const ofAdded = plan.variants.flatMap(({ variant }) => {
    const one = added.find(({ sku }) => sku === variant.sku)
    return one ? contentLinks(one.id, variant, ids) : []
  })
  return { create: [...links("create"), ...ofAdded], update: links("update"), delete: links("dismiss") }
}

export function levelsInput({ plan, state }: ImportBatch, ids: Ids) {
  const location_id = state.shop.location_id
  return {
    create: plan.levels.create.map(({ sku, stock }) => ({
      inventory_item_id: ids.items[sku],
      location_id,
      stocked_quantity: stock,
    })),
    update: plan.levels.update.map(({ id, inventory_item_id, stock }) => ({
      id,
      inventory_item_id,
      location_id,
      stocked_quantity: stock,
    })),
    delete: [],
  }
}
