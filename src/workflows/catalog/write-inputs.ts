import type { CreateProductWorkflowInputDTO, LinkDefinition } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { CURRENCY } from "../../lib/shop"
import type { CatalogProduct, CatalogVariant } from "./catalog-file"
import { DEFAULT_OPTION, variantTitle } from "./catalog-texts"
import type { KitChange } from "./import-plan"
import { productMetadata } from "./plan-import"
import type { PreparedImport } from "./steps/prepare-import"

/**
 * These functions convert a plan into inputs of Medusa's workflows, after the records it refers to have ids.
 */

type Named = { id: string }
type WithHandle = Named & { handle: string }
export type Uploaded = { url: string }

/** Ids of the records to which a plan refers by handle, tag value or SKU. */
export type Ids = {
  categories: Record<string, string>
  tags: Record<string, string>
  items: Record<string, string>
  pictures: Record<string, string[]>
}

export function categoryIds(prepared: PreparedImport, created: WithHandle[][]): Record<string, string> {
  const all = [...prepared.state.categories, ...created.flat()]
  return Object.fromEntries(all.map(({ handle, id }) => [handle, id]))
}

/** Input for the new categories of one level; their parents must exist. */
export function categoriesInput(prepared: PreparedImport, level: number, created: WithHandle[][]) {
  const ids = categoryIds(prepared, created)
  return (prepared.plan.categories[level] ?? []).map(({ handle, parent, name, description, rank }) => ({
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
  prepared: PreparedImport,
  created: {
    categories: WithHandle[][]
    tags: (Named & { value: string })[]
    items: (Named & { sku?: string | null })[]
    files: Uploaded[]
  },
): Ids {
  const pictures: Record<string, string[]> = {}
  prepared.pictures.forEach(({ handle }, index) => {
    pictures[handle] = [...(pictures[handle] ?? []), created.files[index].url]
  })
  return {
    categories: categoryIds(prepared, created.categories),
    tags: Object.fromEntries([...prepared.state.tags, ...created.tags].map(({ value, id }) => [value, id])),
    items: Object.fromEntries(
      [...prepared.state.items, ...created.items].map(({ sku, id }) => [sku ?? "", id]),
    ),
    pictures,
  }
}

export function itemsInput({ plan, state }: PreparedImport) {
  return plan.items.map(({ sku, title, stock }) => ({
    sku,
    title,
    requires_shipping: true,
    location_levels: [{ location_id: state.shop.location_id, stocked_quantity: stock }],
  }))
}

export function productsInput(prepared: PreparedImport, ids: Ids): CreateProductWorkflowInputDTO[] {
  const { shop } = prepared.state
  return prepared.plan.products.map((product) => ({
    handle: product.handle,
    title: product.title.ru,
    description: product.description?.ru,
    status: product.status ?? "published",
    discountable: true,
    metadata: productMetadata(product, prepared.keys[product.handle]),
    shipping_profile_id: shop.shipping_profile_id,
    sales_channels: shop.sales_channel_ids.map((id) => ({ id })),
    categories: (product.categories ?? []).map((handle) => ({ id: ids.categories[handle] })),
    tags: (product.tags ?? []).map((value) => ({ id: ids.tags[value] })),
    ...picturesOf(product.handle, ids),
    options: product.options
      ? product.options.map(({ title, values }) => ({ title: title.ru, values: values.map(({ ru }) => ru) }))
      : [{ title: DEFAULT_OPTION.title, values: [DEFAULT_OPTION.value] }],
    variants: product.variants.map((variant, rank) => variantInput(product, variant, rank, ids)),
  }))
}

function picturesOf(handle: string, ids: Ids) {
  const urls = ids.pictures[handle] ?? []
  return urls.length ? { thumbnail: urls[0], images: urls.map((url) => ({ url })) } : {}
}

function variantInput(product: CatalogProduct, variant: CatalogVariant, rank: number, ids: Ids) {
  const contents = variant.contents ?? [{ sku: variant.sku, quantity: 1 }]
  return {
    title: variantTitle(product, variant, "ru"),
    sku: variant.sku,
    variant_rank: rank,
    manage_inventory: true,
    allow_backorder: false,
    options: product.options ? variant.options : { [DEFAULT_OPTION.title]: DEFAULT_OPTION.value },
    prices: [{ amount: variant.price, currency_code: CURRENCY }],
    inventory_items: contents.map(({ sku, quantity }) => ({
      inventory_item_id: ids.items[sku],
      required_quantity: quantity,
    })),
  }
}

export function productChangesInput({ plan }: PreparedImport, ids: Ids) {
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

export function variantsInput({ plan }: PreparedImport, ids: Ids) {
  return plan.variants.map(({ product_id, product, variant, rank }) => ({
    product_id,
    ...variantInput(product, variant, rank, ids),
  }))
}

export function kitLinks({ plan }: PreparedImport, ids: Ids) {
  const links = (action: KitChange["action"]): LinkDefinition[] =>
    plan.kit
      .filter((change) => change.action === action)
      .map(({ variant_id, item_id, sku, quantity }) => ({
        [Modules.PRODUCT]: { variant_id },
        [Modules.INVENTORY]: { inventory_item_id: item_id ?? ids.items[sku ?? ""] },
        ...(action !== "dismiss" && { data: { required_quantity: quantity } }),
      }))
  return { create: links("create"), update: links("update"), delete: links("dismiss") }
}

export function levelsInput({ plan, state }: PreparedImport, ids: Ids) {
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
