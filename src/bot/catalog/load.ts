import { setImmediate as nextTurn } from "node:timers/promises"
import { isDeepStrictEqual } from "node:util"
import type { BigNumberValue, MedusaContainer, PricingContext } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { LOCALES } from "../../lib/shop"
import {
  readCatalogProducts,
  readProductMarks,
  type CatalogProductRow,
  type CatalogVariantRow,
} from "../../medusa-sql/catalog-products"
import { readPricedGroups } from "../../medusa-sql/customer-prices"
import { shownRating } from "../../modules/rating/figures"
import { ratingOf } from "../../modules/rating/statements"
import { sellingPlace, type SellingPlace } from "../../workflows/selling-place"
import { categoryTree, type CategoryRow } from "./category-tree"
import { mergeSorted } from "./merge-sorted"
import type { Catalog, Product, ProductKind, Variant } from "./types"

const KINDS: readonly string[] = ["bouquet", "stem", "composition", "dried", "potted", "addon"]

/** Products that one statement reads. Their rows are parsed and priced at once, which takes some milliseconds. */
const PAGE = 50

type Categories = { categories: CategoryRow[]; categoryNames: Map<string, string> }

/** The products of a catalogue with the marks by which a change is found, see {@link readProductMarks}. */
export type LoadedCatalog = {
  catalog: Catalog
  place: SellingPlace
  categories: Categories
  marks: Map<string, string>
  /** Ids of the products that differ from the catalogue before. */
  changed: string[]
}

/** What is known before a read. */
export type Known = {
  /** An earlier result with the same groups: only the products that have changed since are read. */
  before?: LoadedCatalog
  /** Only these products may have changed since, and no category. Without it, all are compared. */
  only?: string[]
}

/**
 * Reads the published products of the bot's sales channel with the prices of its region, in both languages.
 * The base texts are Russian; the Uzbek texts come from Medusa's translation module when it is enabled. Other work of
 * the process continues during the read.
 *
 * @param groups customer groups of the shoppers for whom the prices are
 * @returns the catalogue before when nothing has changed
 * @throws shop_not_ready when the store has no region or sales channel
 */
export async function loadCatalog(
  container: MedusaContainer,
  groups: string[] = [],
  { before, only }: Known = {},
): Promise<LoadedCatalog> {
  const place = await sellingPlace(container)
  const known = before && isDeepStrictEqual(before.place, place) ? before : undefined
  const some = known && only
  const [read, categories, pricedGroups] = await Promise.all([
    readProductMarks(container, { salesChannelId: place.sales_channel_id, ids: some, ratingOf }),
    known && some ? known.categories : readCategories(container),
    readPricedGroups(container),
  ])
  const changed = [...read].filter(([id, mark]) => known?.marks.get(id) !== mark).map(([id]) => id)
  const marks = known && some ? renewed(known.marks, some, read) : read
  if (known && !changed.length && marks.size === known.marks.size) {
    const isSame =
      isDeepStrictEqual(categories, known.categories) &&
      isDeepStrictEqual(pricedGroups, known.catalog.priced_groups)
    if (isSame) {
      return { ...known, marks, changed }
    }
  }
  const isChanged = new Set(changed)
  const kept = (known?.catalog.products ?? []).filter(({ id }) => marks.has(id) && !isChanged.has(id))
  const pages: Product[][] = [kept]
  for (let at = 0; at < changed.length; at += PAGE) {
    const page = await readProducts(container, place, groups, changed.slice(at, at + PAGE))
    pages.push(page.sort(byPopularity))
    await nextTurn()
  }
  const catalog = await assemble(place, pricedGroups, categories, await mergeSorted(pages, byPopularity))
  return { catalog, place, categories, marks, changed }
}

/** Replaces the marks of some products. */
function renewed(marks: Map<string, string>, ids: string[], read: Map<string, string>): Map<string, string> {
  const copy = new Map(marks)
  ids.forEach((id) => copy.delete(id))
  read.forEach((mark, id) => copy.set(id, mark))
  return copy
}

async function readCategories(container: MedusaContainer): Promise<Categories> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const fields = ["id", "handle", "name", "rank", "parent_category_id"]
  const filters = { is_active: true, is_internal: false }
  const [categories, texts] = await Promise.all([
    query.graph({ entity: "product_category", fields, filters }),
    query.graph({ entity: "product_category", fields: ["id", "name"], filters }, { locale: LOCALES.uz }),
  ])
  return {
    categories: categories.data as unknown as CategoryRow[],
    categoryNames: new Map((texts.data as { id: string; name: string }[]).map((c) => [c.id, c.name])),
  }
}

async function readProducts(
  container: MedusaContainer,
  place: SellingPlace,
  groups: string[],
  ids: string[],
): Promise<Product[]> {
  const rows = await readCatalogProducts(container, {
    salesChannelId: place.sales_channel_id,
    ids,
    locale: LOCALES.uz,
    ratingOf,
  })
  const priceSets = rows.flatMap(({ variants }) => variants.flatMap(({ price_set_id }) => price_set_id ?? []))
  const prices = priceSets.length
    ? await container.resolve(Modules.PRICING).calculatePrices(
        { id: priceSets },
        {
          context: {
            region_id: place.region_id,
            currency_code: place.currency_code,
            sales_channel_id: place.sales_channel_id,
            ...(groups.length ? { customer: { groups: groups.map((id) => ({ id })) } } : {}),
          } as unknown as PricingContext["context"],
        },
      )
    : []
  const amounts = new Map(prices.map((price) => [price.id, price]))
  const priced = rows.map((row) => ({
    ...row,
    variants: row.variants.map((variant) => ({
      ...variant,
      price: amounts.get(variant.price_set_id ?? "")?.calculated_amount ?? null,
      original: amounts.get(variant.price_set_id ?? "")?.original_amount ?? null,
    })),
  }))
  return priced.map((row) => toProduct(row, place.currency_code)).filter((product) => product !== undefined)
}

/** Compares many texts much faster than `localeCompare` with a locale. */
const RUSSIAN = new Intl.Collator("ru")
const LAST = Number.MAX_SAFE_INTEGER

/** Ranks of a variant's option values, in the same order of options for all variants of a product. */
const valueRanks = ({ options }: Pick<VariantRow, "options">) =>
  [...options]
    .sort((a, b) => (a.option_id ?? "").localeCompare(b.option_id ?? ""))
    .map(({ rank }) => rank ?? LAST)

type VariantRow = CatalogVariantRow & { price: BigNumberValue | null; original: BigNumberValue | null }
type SizeRow = Pick<VariantRow, "id" | "options" | "variant_rank" | "price">

/**
 * Compares variants by the ranks of their option values, which staff order in the admin; then by `variant_rank`,
 * price and id. PostgreSQL returns a variant at another place after it is saved.
 */
export function bySize(a: SizeRow, b: SizeRow): number {
  const [ranksA, ranksB] = [valueRanks(a), valueRanks(b)]
  const price = (row: SizeRow) => Number(row.price ?? 0)
  return (
    ranksA.map((rank, at) => rank - (ranksB[at] ?? LAST)).find((difference) => difference !== 0) ??
    ((a.variant_rank ?? 0) - (b.variant_rank ?? 0) || price(a) - price(b) || (a.id < b.id ? -1 : 1))
  )
}

/** A translated text; the Russian one where the translation is absent or empty, as Medusa does it. */
function uzbekOf(translated: Record<string, unknown> | null, key: string, russian: string): string {
  const text = translated?.[key]
  return typeof text === "string" && text.trim() ? text : russian
}

/** Returns undefined when no variant has a price in the shop's region: such a product cannot be sold. */
function toProduct(
  row: CatalogProductRow & { variants: VariantRow[] },
  currency: string,
): Product | undefined {
  const variants = [...row.variants]
    .sort(bySize)
    .map((variant) => toVariant(variant, currency))
    .filter((variant) => variant !== undefined)
  if (!variants.length) {
    return undefined
  }
  const { kind, addon, popularity } = row.metadata ?? {}
  const description = row.description ?? ""
  return {
    id: row.id,
    handle: row.handle,
    kind: typeof kind === "string" && KINDS.includes(kind) ? (kind as ProductKind) : null,
    addon: typeof addon === "string" ? addon : null,
    title: { ru: row.title, uz: uzbekOf(row.translated, "title", row.title) },
    description: { ru: description, uz: uzbekOf(row.translated, "description", description) },
    thumbnail: row.thumbnail,
    category_ids: row.category_ids,
    tags: row.tags,
    rating: shownRating(row.rating),
    popularity: typeof popularity === "number" ? popularity : 0,
    variants,
    price: Math.min(...variants.map((variant) => variant.price)),
  }
}

function toVariant(row: VariantRow, currency: string): Variant | undefined {
  if (row.price === null) {
    return undefined
  }
  const title = row.title ?? ""
  return {
    id: row.id,
    sku: row.sku,
    title: { ru: title, uz: uzbekOf(row.translated, "title", title) },
    price: Number(row.price),
    was: Number(row.original) > Number(row.price) ? Number(row.original) : undefined,
    currency_code: currency,
    is_counted: row.manage_inventory && !row.allow_backorder,
    parts: row.parts,
  }
}

/** The most popular first. */
const byPopularity = (a: Product, b: Product): number =>
  b.popularity - a.popularity || RUSSIAN.compare(a.title.ru, b.title.ru) || (a.id < b.id ? -1 : 1)

/** @param products in the order of {@link byPopularity} */
async function assemble(
  place: SellingPlace,
  pricedGroups: string[],
  { categories, categoryNames }: Categories,
  products: Product[],
): Promise<Catalog> {
  const { roots, categoryById } = categoryTree(categories, categoryNames, products)
  await nextTurn()
  const variants = products.flatMap((product) => product.variants.map((variant) => ({ product, variant })))
  const variantById = new Map(variants.map((one) => [one.variant.id, one]))
  await nextTurn()
  return {
    sales_channel_id: place.sales_channel_id,
    currency_code: place.currency_code,
    priced_groups: pricedGroups,
    location_ids: place.location_ids,
    products,
    has_addons: products.some(({ kind }) => kind === "addon"),
    productById: new Map(products.map((product) => [product.id, product])),
    variantById,
    productBySku: new Map(variants.flatMap(({ product, variant: { sku } }) => (sku ? [[sku, product]] : []))),
    categoryById,
    roots,
  }
}
