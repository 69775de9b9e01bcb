import { CURRENCY } from "../../shop"
import type { CatalogCategory, CatalogFile, CatalogProduct, CatalogVariant } from "./catalog-file"
import type { CatalogState, CategoryState, ItemState, ProductState, VariantState } from "./catalog-state"
import { changedTexts, productTexts, uzbekTexts, variantTitle } from "./catalog-texts"

/** Everything an import will write, with the records that exist named by id and the new ones by handle or sku. */
export type ImportPlan = {
  tags: string[]
  /** New categories, parents before children: one list a level. */
  categories: NewCategory[][]
  category_changes: CategoryChange[]
  items: { sku: string; title: string; stock: number }[]
  products: CatalogProduct[]
  product_changes: ProductChange[]
  option_values: { product_id: string; product_option_id: string; add: { value: string }[] }[]
  variants: { product_id: string; product: CatalogProduct; variant: CatalogVariant }[]
  variant_changes: VariantChange[]
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
export type NewCategory = { handle: string; parent?: string; name: string; description?: string }
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
  options?: Record<string, string>
  prices?: { id?: string; amount: number; currency_code: string }[]
}
export type KitChange = {
  action: "create" | "update" | "dismiss"
  variant_id: string
  sku?: string
  item_id?: string
  quantity: number
}

/**
 * Compares a checked file with the shop.
 *
 * @param pictures the key of each product's pictures (see `picture-source.ts`), by the product's handle
 */
export function planImport(
  file: CatalogFile,
  state: CatalogState,
  pictures: Map<string, string[]>,
): ImportPlan {
  const plan = emptyPlan()
  const knownTags = new Set(state.tags.map(({ value }) => value))
  plan.tags = [...new Set(file.products.flatMap(({ tags }) => tags ?? []))].filter(
    (value) => !knownTags.has(value),
  )
  planCategories(file, state, plan)
  file.products.forEach((product, index) => {
    const known = state.products.find(({ handle }) => handle === product.handle)
    const before = JSON.stringify(countable(plan))
    product.variants.forEach((variant) => planStock(product, variant, known, state, plan))
    if (!known) {
      plan.products.push(product)
      plan.created += 1
      return
    }
    planProduct(product, known, state, plan, pictures.get(product.handle))
    noteAbsentVariants(product, known, index, plan)
    const texts = changedTexts(productTexts(product, known), state.translations)
    const same = before === JSON.stringify(countable(plan)) && !texts.create.length && !texts.update.length
    plan[same ? "unchanged" : "updated"] += 1
  })
  return plan
}

function emptyPlan(): ImportPlan {
  return {
    tags: [],
    categories: [],
    category_changes: [],
    items: [],
    products: [],
    product_changes: [],
    option_values: [],
    variants: [],
    variant_changes: [],
    kit: [],
    levels: { create: [], update: [] },
    created: 0,
    updated: 0,
    unchanged: 0,
    notes: [],
  }
}

function countable(plan: ImportPlan): number[] {
  const { items, product_changes, option_values, variants, variant_changes, kit, levels } = plan
  return [
    items,
    product_changes,
    option_values,
    variants,
    variant_changes,
    kit,
    levels.create,
    levels.update,
  ].map((list) => list.length)
}

function planCategories(file: CatalogFile, state: CatalogState, plan: ImportPlan): void {
  const known = new Map(state.categories.map((category) => [category.handle, category]))
  const fresh = file.categories.filter(({ handle }) => !known.has(handle)).sort(byRank)
  const placed = new Set(known.keys())
  for (let rest = fresh; rest.length; rest = rest.filter(({ handle }) => !placed.has(handle))) {
    const level = rest.filter(({ parent }) => !parent || placed.has(parent))
    plan.categories.push(
      level.map(({ handle, parent, name, description }) => ({
        handle,
        ...(parent && { parent }),
        name: name.ru,
        ...(description && { description: description.ru }),
      })),
    )
    level.forEach(({ handle }) => placed.add(handle))
  }
  const ranks = changedRanks(file, state)
  for (const category of file.categories) {
    const present = known.get(category.handle)
    if (!present) {
      plan.created += 1
      continue
    }
    const changes = categoryChanges(category, present, state, ranks.get(category.handle))
    const text = uzbekTexts({ categories: [category], products: [] }, state)
    const texts = changedTexts(text, state.translations)
    const changed = Object.keys(changes).length > 0
    if (changed) {
      plan.category_changes.push({ id: present.id, changes })
    }
    plan[changed || texts.create.length || texts.update.length ? "updated" : "unchanged"] += 1
  }
}

const byRank = (a: CatalogCategory, b: CatalogCategory) =>
  (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER)

function categoryChanges(
  category: CatalogCategory,
  present: CategoryState,
  state: CatalogState,
  rank: number | undefined,
): CategoryChange["changes"] {
  const parentNow = state.categories.find(({ id }) => id === present.parent_category_id)?.handle ?? null
  const moves = category.parent !== undefined && category.parent !== parentNow
  return {
    ...(category.name.ru !== present.name && { name: category.name.ru }),
    ...(category.description &&
      category.description.ru !== present.description && { description: category.description.ru }),
    ...(moves && { parent: category.parent }),
    ...(rank !== undefined && !moves && { rank }),
  }
}

/**
 * Ranks are an order, not numbers: Medusa renumbers siblings by itself. So they are written only where
 * siblings that are in the shop stand in another order than the file wants, and then counted from 0.
 */
function changedRanks(file: CatalogFile, state: CatalogState): Map<string, number> {
  const ranked = file.categories.filter(({ rank }) => rank !== undefined).sort(byRank)
  const known = new Map(state.categories.map((category) => [category.handle, category]))
  const families = new Map<string | null, CategoryState[]>()
  for (const { handle } of ranked) {
    const category = known.get(handle)
    if (category) {
      const family = families.get(category.parent_category_id) ?? []
      families.set(category.parent_category_id, [...family, category])
    }
  }
  const wrong = [...families.values()].filter((family) =>
    family.some((category, at) => at > 0 && category.rank < family[at - 1].rank),
  )
  return new Map(wrong.flatMap((family) => family.map(({ handle }, rank) => [handle, rank] as const)))
}

function planProduct(
  product: CatalogProduct,
  known: ProductState,
  state: CatalogState,
  plan: ImportPlan,
  pictures: string[] | undefined,
): void {
  const change = productChange(product, known, state, pictures)
  if (Object.keys(change).length > 1) {
    plan.product_changes.push(change)
  }
  for (const { title, values } of product.options ?? []) {
    const option = known.options.find((one) => one.title === title.ru)
    const present = new Set(option?.values.map(({ value }) => value))
    const add = values.filter(({ ru }) => !present.has(ru)).map(({ ru }) => ({ value: ru }))
    if (option && add.length) {
      plan.option_values.push({ product_id: known.id, product_option_id: option.id, add })
    }
  }
  for (const variant of product.variants) {
    const present = known.variants.find(({ sku }) => sku === variant.sku)
    if (!present) {
      plan.variants.push({ product_id: known.id, product, variant })
      continue
    }
    const change = variantChange(product, variant, present)
    if (Object.keys(change).length > 1) {
      plan.variant_changes.push(change)
    }
  }
}

/** The metadata by which the shop knows what a product is. */
export function productMetadata(
  product: CatalogProduct,
  pictures: string[] | undefined,
): Record<string, unknown> {
  return {
    kind: product.kind,
    ...(product.addon && { addon: product.addon }),
    ...(product.popularity !== undefined && { popularity: product.popularity }),
    ...(pictures && { pictures }),
  }
}

function productChange(
  product: CatalogProduct,
  known: ProductState,
  state: CatalogState,
  pictures: string[] | undefined,
): ProductChange {
  const wanted = productMetadata(product, pictures)
  const metadata = { ...known.metadata, ...wanted }
  if (!product.addon) {
    delete metadata.addon
  }
  const categories = state.categories
    .filter(({ id }) => known.category_ids.includes(id))
    .map(({ handle }) => handle)
  const tags = state.tags.filter(({ id }) => known.tag_ids.includes(id)).map(({ value }) => value)
  const sameTags = tags.length === known.tag_ids.length && sameSet(product.tags ?? tags, tags)
  return {
    id: known.id,
    ...(product.title.ru !== known.title && { title: product.title.ru }),
    ...(product.description &&
      product.description.ru !== known.description && { description: product.description.ru }),
    ...(product.status && product.status !== known.status && { status: product.status }),
    ...(stable(metadata) !== stable(known.metadata) && { metadata }),
    ...(product.categories && !sameSet(product.categories, categories) && { categories: product.categories }),
    ...(product.tags && !sameTags && { tags: product.tags }),
    ...(pictures &&
      stable(pictures) !== stable(known.metadata.pictures ?? []) && { pictures: product.handle }),
  }
}

const sameSet = (a: string[], b: string[]) => stable([...a].sort()) === stable([...b].sort())

function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

function variantChange(
  product: CatalogProduct,
  variant: CatalogVariant,
  present: VariantState,
): VariantChange {
  const title = variantTitle(product, variant, "ru")
  const named = variant.title ?? product.options
  const options = variant.options ?? {}
  const moved = Object.entries(options).some(([name, value]) => present.options[name] !== value)
  const price = present.prices.find(({ plain }) => plain)
  return {
    id: present.id,
    ...(named && title !== present.title && { title }),
    ...(moved && { options }),
    ...(price?.amount !== variant.price && { prices: pricesWith(variant.price, present) }),
  }
}

/** Medusa replaces the whole set of prices, so those that are not of the file go along as they are. */
function pricesWith(amount: number, present: VariantState): NonNullable<VariantChange["prices"]> {
  const plain = present.prices.find((price) => price.plain)
  const others = present.prices
    .filter(({ id }) => id !== plain?.id)
    .map(({ id, amount, currency_code }) => ({ id, amount, currency_code }))
  return [...others, { ...(plain && { id: plain.id }), amount, currency_code: CURRENCY }]
}

function planStock(
  product: CatalogProduct,
  variant: CatalogVariant,
  known: ProductState | undefined,
  state: CatalogState,
  plan: ImportPlan,
): void {
  const present = known?.variants.find(({ sku }) => sku === variant.sku)
  const item = state.items.find(({ sku }) => sku === variant.sku)
  const ownsItem = !variant.contents && (variant.stock !== undefined || !present)
  if (ownsItem && !item) {
    plan.items.push({ sku: variant.sku, title: itemTitle(product, variant), stock: variant.stock ?? 0 })
  } else if (ownsItem && item) {
    planLevel(item, variant.stock, plan)
  }
  if (present && (variant.contents || ownsItem)) {
    const contents = variant.contents ?? [{ sku: variant.sku, quantity: 1 }]
    plan.kit.push(...kitChanges(contents, present, state.items))
  }
}

function itemTitle(product: CatalogProduct, variant: CatalogVariant): string {
  const title = variantTitle(product, variant, "ru")
  return variant.title || product.options ? `${product.title.ru} ${title}` : product.title.ru
}

function planLevel(item: ItemState, stock: number | undefined, plan: ImportPlan): void {
  if (!item.level) {
    plan.levels.create.push({ sku: item.sku, stock: stock ?? 0 })
  } else if (stock !== undefined && stock !== item.level.stocked) {
    plan.levels.update.push({ id: item.level.id, inventory_item_id: item.id, stock })
  }
}

function kitChanges(
  contents: { sku: string; quantity: number }[],
  present: VariantState,
  items: ItemState[],
): KitChange[] {
  const wanted = contents.map(({ sku, quantity }) => ({
    sku,
    quantity,
    item_id: items.find((i) => i.sku === sku)?.id,
  }))
  const changes = wanted.flatMap(({ sku, quantity, item_id }): KitChange[] => {
    const now = present.contents.find(({ inventory_item_id }) => inventory_item_id === item_id)
    if (now?.quantity === quantity) {
      return []
    }
    const action = now ? "update" : "create"
    return [{ action, variant_id: present.id, sku, ...(item_id && { item_id }), quantity }]
  })
  const gone = present.contents.filter(
    (now) => !wanted.some(({ item_id }) => item_id === now.inventory_item_id),
  )
  return [
    ...changes,
    ...gone.map(({ inventory_item_id, quantity }) => ({
      action: "dismiss" as const,
      variant_id: present.id,
      item_id: inventory_item_id,
      quantity,
    })),
  ]
}

function noteAbsentVariants(
  product: CatalogProduct,
  known: ProductState,
  index: number,
  plan: ImportPlan,
): void {
  const named = new Set(product.variants.map(({ sku }) => sku))
  for (const { sku, title } of known.variants) {
    if (!sku || !named.has(sku)) {
      plan.notes.push(
        `products[${index}] (${product.handle}): the variant ${sku ?? title} is not in the file and was left alone`,
      )
    }
  }
}
