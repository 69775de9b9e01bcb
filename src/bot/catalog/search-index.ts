import { setImmediate as nextTurn } from "node:timers/promises"
import { isDeepStrictEqual } from "node:util"
import MiniSearch, { type Query, type SearchOptions } from "minisearch"
import { LANGUAGES } from "../../lib/shop"
import { textsIn } from "../ui/texts"
import { fold, inOtherAlphabet, stem, swaps, wordsOf } from "./fold-words"
import type { LoadedCatalog } from "./load"
import { readQuery, type CatalogQuery } from "./read-query"
import { popular } from "./similar"
import type { Catalog, Part, Product, Texts } from "./types"

/** Searchable texts of a product, in both languages together. */
type Entry = {
  id: string
  title: string
  categories: string
  tags: string
  parts: string
  description: string
}

const BOOST = { title: 5, tags: 3, categories: 2, parts: 1.5, description: 0.5 }
/** Fields that the fuzzy search covers. Descriptions are excluded because they match too often. */
const FUZZY_FIELDS = ["title", "tags", "categories", "parts"]

const READY_MADE = new Set<string>(["bouquet", "composition"])

/** A ready-made bouquet is costly above this multiple of the median price. */
const COSTLY = 4

/** Products that are indexed at once; the process does other work between them. */
const AT_ONCE = 20

type Index = MiniSearch<Entry>

const indexes = new WeakMap<Catalog, Promise<Index>>()

/**
 * Searches products by a text, the best match first. Tries an exact match of all words, also as typed in the other layout
 * of the keyboard, then a fuzzy match of all words, then a fuzzy match of any word.
 */
export async function findProducts(catalog: Catalog, text: string): Promise<Product[]> {
  const asked = readQuery(text, catalog.currency_code)
  const isMeant = (product: Product) => isFit(product, asked)
  if (!asked.words.length) {
    const isAnythingAsked = asked.occasions.length > 0 || asked.to < Infinity || asked.from > 0
    return isAnythingAsked ? popular(catalog).filter(isMeant) : []
  }
  const index = await indexOf(catalog)
  const weight = weights(catalog, asked)
  const tries: [Query, SearchOptions][] = [
    [all(asked.words, exactly), EXACT],
    [all(asked.otherLayout, exactly), EXACT],
    [all(asked.words, nearly), FUZZY],
    [{ combineWith: "OR", queries: asked.words.map(nearly) }, FUZZY],
  ]
  for (const [query, options] of tries) {
    const found = index
      .search(query, { boost: BOOST, boostDocument: weight, ...options })
      .flatMap(({ id, score }) => {
        const product = catalog.productById.get(id)
        return product && isMeant(product) ? [{ product, score }] : []
      })
    if (found.length) {
      return found
        .sort((a, b) => b.score - a.score || b.product.popularity - a.product.popularity)
        .map(({ product }) => product)
    }
  }
  return []
}

const isForSympathy = ({ tags }: Product) => tags.includes("occasion:sympathy")

/** Whether a product has the asked price and occasion. A festive question is never answered with funeral flowers. */
function isFit(product: Product, { occasions, from, to, about }: CatalogQuery): boolean {
  return (
    product.variants.some(({ price }) => price >= from && price <= to) &&
    (!occasions.length || occasions.some((code) => product.tags.includes(`occasion:${code}`))) &&
    !(about === "festive" && isForSympathy(product))
  )
}

/**
 * Ranks ready-made bouquets above single stems and cards, and costly bouquets and funeral flowers below the others, unless
 * the question is about them.
 */
function weights(catalog: Catalog, { about, from }: CatalogQuery): (id: string) => number {
  const costly = COSTLY * medianPrice(catalog)
  return (id) => {
    const product = catalog.productById.get(id)
    if (!product) {
      return 1
    }
    const isReady = READY_MADE.has(product.kind ?? "")
    return (
      (isReady ? 2 : 1) *
      (isReady && product.price > costly && from < costly ? 0.4 : 1) *
      (isForSympathy(product) && about === "anything" ? 0.4 : 1)
    )
  }
}

const medians = new WeakMap<Catalog, number>()

/** The median price of the ready-made bouquets. */
function medianPrice(catalog: Catalog): number {
  const known = medians.get(catalog)
  if (known !== undefined) {
    return known
  }
  const prices = catalog.products
    .filter(({ kind }) => READY_MADE.has(kind ?? ""))
    .map(({ price }) => price)
    .sort((one, other) => one - other)
  const median = prices[Math.floor(prices.length / 2)] ?? Infinity
  medians.set(catalog, median)
  return median
}

const EXACT: SearchOptions = { prefix: (term) => term.length > 1 }
const FUZZY: SearchOptions = {
  fields: FUZZY_FIELDS,
  prefix: (term) => term.length > 2,
  fuzzy: (term) => (term.length > 6 ? 2 : term.length > 3 ? 1 : 0),
}

function all(words: string[], meaning: (word: string) => Query): Query {
  return { combineWith: "AND", queries: words.map(meaning) }
}

function exactly(word: string): Query {
  return { combineWith: "OR", queries: [word, inOtherAlphabet(word)] }
}

function nearly(word: string): Query {
  const swapped =
    word.length > 3
      ? ({ prefix: false, fuzzy: false, combineWith: "OR", queries: swaps(word) } as const)
      : undefined
  return { combineWith: "OR", queries: [word, inOtherAlphabet(word), ...(swapped ? [swapped] : [])] }
}

function indexOf(catalog: Catalog): Promise<Index> {
  const known = indexes.get(catalog) ?? createIndex(catalog)
  indexes.set(catalog, known)
  return known
}

async function createIndex(catalog: Catalog): Promise<Index> {
  const index: Index = new MiniSearch<Entry>({
    fields: Object.keys(BOOST),
    tokenize: wordsOf,
    processTerm: (term) => stem(fold(term)),
  })
  await addEntries(index, catalog, catalog.products)
  return index
}

async function addEntries(index: Index, catalog: Catalog, products: Product[]): Promise<void> {
  for (let at = 0; at < products.length; at += AT_ONCE) {
    for (const product of products.slice(at, at + AT_ONCE)) {
      if (index.has(product.id)) {
        index.discard(product.id)
      }
      index.add(toEntry(catalog, product))
    }
    await nextTurn()
  }
}

/** Hands the index of a catalogue over to its successor and indexes the products whose texts may differ. */
export async function renewIndex(before: Catalog, { catalog, changed }: LoadedCatalog): Promise<void> {
  const known = indexes.get(before)
  if (!known || catalog === before) {
    return
  }
  const index = await known
  for (const { id } of before.products) {
    if (!catalog.productById.has(id) && index.has(id)) {
      index.discard(id)
    }
  }
  await addEntries(index, catalog, affectedProducts(before, catalog, new Set(changed)))
  indexes.set(catalog, known)
}

/** A product's entry contains the names of its categories and of the stems in it. */
function affectedProducts(before: Catalog, catalog: Catalog, changed: Set<string>): Product[] {
  if (!isDeepStrictEqual(categoryNames(before), categoryNames(catalog))) {
    return catalog.products
  }
  const isPartChanged = ({ sku }: Part) => {
    const part = sku ? catalog.productBySku.get(sku) : undefined
    return part !== undefined && changed.has(part.id)
  }
  return catalog.products.filter(
    ({ id, variants }) => changed.has(id) || variants.some(({ parts }) => parts.some(isPartChanged)),
  )
}

const categoryNames = ({ categoryById }: Catalog) =>
  [...categoryById.values()].map(({ id, name, parent_id }) => ({ id, name, parent_id }))

function toEntry(catalog: Catalog, product: Product): Entry {
  const categories = product.category_ids.flatMap((id) => {
    const category = catalog.categoryById.get(id)
    const parent = category?.parent_id ? catalog.categoryById.get(category.parent_id) : undefined
    return [category, parent].flatMap((one) => (one ? both(one.name) : []))
  })
  const parts = product.variants
    .flatMap((variant) => variant.parts)
    .flatMap(({ sku, title }) => {
      const part = sku ? catalog.productBySku.get(sku) : undefined
      return part ? both(part.title) : [title ?? ""]
    })
  return {
    id: product.id,
    title: both(product.title).join(" "),
    categories: [...new Set(categories)].join(" "),
    tags: product.tags.flatMap(labels).join(" "),
    parts: [...new Set(parts)].join(" "),
    description: both(product.description).join(" "),
  }
}

function both(texts: Texts): string[] {
  return [texts.ru, texts.uz]
}

/** Returns the labels of a tag in both languages, or the tag itself when it has no translation. */
function labels(tag: string): string[] {
  const key = `catalog.${tag.replace(":", "_")}`
  return LANGUAGES.map(textsIn).flatMap((t) => (t.has(key) ? [t.plain(key)] : [tag]))
}
