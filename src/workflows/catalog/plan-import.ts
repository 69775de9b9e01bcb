import { CURRENCY } from "../../lib/shop"
import type { Bilingual, CatalogProduct, CatalogVariant } from "./catalog-file"
import type { CatalogState, ProductState, VariantState } from "./catalog-state"
import { changedTexts, productTexts, variantTitle } from "./catalog-texts"
import type { FileIndex } from "./file-index"
import { emptyPlan, type ImportPlan, type ProductChange, type VariantChange } from "./import-plan"
import { planStock } from "./plan-stock"

/**
 * Compares products of a valid file with the shop's data and plans the changes.
 *
 * @param from position of the first product in the file
 * @param pictures the keys of each product's pictures (see `picture-source.ts`), by the product's handle
 */
export function planProducts(
  { products, from, index }: { products: CatalogProduct[]; from: number; index: FileIndex },
  state: CatalogState,
  pictures: Map<string, string[]>,
): ImportPlan {
  const plan = emptyPlan()
  const knownTags = new Set(state.tags.map(({ value }) => value))
  plan.tags = [...new Set(products.flatMap(({ tags }) => tags ?? []))].filter((tag) => !knownTags.has(tag))
  products.forEach((product, at) => {
    const known = state.products.find(({ handle }) => handle === product.handle)
    const before = JSON.stringify(countable(plan))
    product.variants.forEach((variant) => planStock(product, variant, known, { file: index, state, plan }))
    if (!known) {
      plan.products.push(product)
      plan.created += 1
      return
    }
    planProduct(product, known, state, plan, pictures.get(product.handle))
    noteAbsentVariants(product, known, from + at, plan)
    const texts = changedTexts(productTexts(product, known), state.translations)
    const same = before === JSON.stringify(countable(plan)) && !texts.create.length && !texts.update.length
    plan[same ? "unchanged" : "updated"] += 1
  })
  return plan
}

function countable(plan: ImportPlan): number[] {
  const { items, product_changes, option_values, option_ranks, variants, variant_changes, kit, levels } = plan
  return [
    items,
    plan.missing_prices,
    product_changes,
    option_values,
    option_ranks,
    variants,
    variant_changes,
    kit,
    levels.create,
    levels.update,
  ].map((list) => list.length)
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
    const before = values.map(({ ru }) => option?.values.find(({ value }) => value === ru)?.rank)
    const ranks = increasing(before)
    if (option && ranks.some((rank, at) => rank !== before[at])) {
      const stored = option.values.flatMap(({ value, rank }) => (rank === null ? [] : [[value, rank]]))
      plan.option_ranks.push({
        product_option_id: option.id,
        ranks: ranksOf(values, ranks),
        before: Object.fromEntries(stored) as Record<string, number>,
      })
    }
  }
  const present = product.variants.map(({ sku }) => known.variants.find((variant) => variant.sku === sku))
  const ranks = increasing(present.map((variant) => variant?.rank))
  for (const [at, variant] of product.variants.entries()) {
    const stored = present[at]
    if (!stored) {
      plan.variants.push({ product_id: known.id, product, variant, rank: ranks[at] })
      continue
    }
    if (!stored.has_price_set) {
      plan.missing_prices.push({ variant_id: stored.id, amount: variant.price })
    }
    const change = variantChange(product, variant, stored, ranks[at])
    if (Object.keys(change).length > 1) {
      plan.variant_changes.push(change)
    }
  }
}

/**
 * Ranks in the order of a list. A rank changes only where the order needs it, so that a repeated import changes
 * nothing.
 *
 * @param present the stored ranks; null or undefined if there is none
 */
export function increasing(present: (number | null | undefined)[]): number[] {
  let last = -1
  return present.map((rank) => (last = typeof rank === "number" && rank > last ? rank : last + 1))
}

/** Ranks by the Russian text of an option's values. */
export const ranksOf = (values: Bilingual[], ranks = values.map((_, at) => at)): Record<string, number> =>
  Object.fromEntries(values.map(({ ru }, at) => [ru, ranks[at]]))

/** The metadata that an import writes to a product. */
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
  rank: number,
): VariantChange {
  const title = variantTitle(product, variant, "ru")
  const named = variant.title ?? product.options
  const options = variant.options ?? {}
  const moved = Object.entries(options).some(([name, value]) => present.options[name] !== value)
  const price = present.prices.find(({ plain }) => plain)
  return {
    id: present.id,
    ...(named && title !== present.title && { title }),
    ...(rank !== present.rank && { variant_rank: rank }),
    ...(moved && { options }),
    ...(present.has_price_set &&
      price?.amount !== variant.price && { prices: pricesWith(variant.price, present) }),
  }
}

/** Returns all prices of a variant with the new amount, because Medusa replaces the whole set of prices. */
function pricesWith(amount: number, present: VariantState): NonNullable<VariantChange["prices"]> {
  const plain = present.prices.find((price) => price.plain)
  const others = present.prices.filter(({ id }) => id !== plain?.id).map(({ plain: _, ...price }) => price)
  return [...others, { ...(plain && { id: plain.id }), amount, currency_code: CURRENCY }]
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
        `products[${index}] (${product.handle}): the variant ${sku ?? title} is not in the file and was not changed`,
      )
    }
  }
}
