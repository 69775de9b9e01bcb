import type { MedusaContainer } from "@medusajs/framework/types"
import type { Language } from "../../../lib/shop"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import { findStockItems, type FoundItemRow } from "../../../workflows/stock/find-items"
import { catalogOf } from "../../catalog/cache"
import { fold, inOtherAlphabet, stem, wordsOf } from "../../catalog/fold-words"
import { findProducts } from "../../catalog/search-index"
import type { Catalog } from "../../catalog/types"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import type { Translate } from "../../ui/texts"

/** An inventory item with its name in one language. */
export type Item = {
  id: string
  name: string
  /** The picture of its product. */
  thumbnail: string | null
  location_id: string | null
  stocked: number
}

/** Items on a screen to choose from. */
const SHOWN = 8
/** Items that the session keeps. */
const KEPT = 8
/** The latest movements of the shop in which items are looked for. */
const MOVEMENTS = 60
const MOST_WORDS = 6
const WORDS_LENGTH = 100
const NAME_LENGTH = 40

/** The name of an item: that of its product in the catalogue, else its own. */
function nameOf(catalog: Catalog, { id, sku, title }: FoundItemRow, language: Language): string {
  const product = sku ? catalog.productBySku.get(sku) : undefined
  const variant = product?.variants.find((one) => one.sku === sku)
  const size = product && product.variants.length > 1 ? variant?.title[language] : undefined
  return [product?.title[language] ?? title ?? sku ?? id, size].filter(Boolean).join(", ")
}

async function named(container: MedusaContainer, rows: FoundItemRow[], language: Language): Promise<Item[]> {
  const catalog = await catalogOf(container)
  return rows.map((row) => ({
    id: row.id,
    name: nameOf(catalog, row, language),
    thumbnail: (row.sku ? catalog.productBySku.get(row.sku)?.thumbnail : undefined) ?? null,
    location_id: row.location_id,
    stocked: Number(row.stocked),
  }))
}

/** The items with these ids that still exist, by id. */
export async function itemsById(
  container: MedusaContainer,
  ids: string[],
  language: Language,
): Promise<Map<string, Item>> {
  const rows = ids.length ? await findStockItems(container, { ids, take: ids.length }) : []
  return new Map((await named(container, rows, language)).map((item) => [item.id, item]))
}

/** The name of an item for a line of a text. */
export const shortName = (t: Translate, items: Map<string, Item>, id: string): string =>
  clip(items.get(id)?.name ?? t.plain("stock.item_gone"), NAME_LENGTH)

/** What the person, and then the shop, used last. */
export async function recentItems({ container, session, t }: ShopContext): Promise<Item[]> {
  const own = session.stock?.recent ?? []
  const movements = await ledgerOf(container).listMovements({}, { take: MOVEMENTS })
  const ids = [...new Set([...own, ...movements.map((movement) => movement.inventory_item_id)])]
  const known = await itemsById(container, ids, t.language)
  return ids.flatMap((id) => known.get(id) ?? []).slice(0, SHOWN)
}

export function rememberItems({ session }: ShopContext, ids: string[]): void {
  const recent = [...new Set([...ids, ...(session.stock?.recent ?? [])])].slice(0, KEPT)
  session.stock = { ...session.stock, recent }
}

/**
 * Finds items by a part of their title or SKU, in Cyrillic or Latin letters, and then by the catalogue's search, which knows the
 * names in both languages and tolerates typing errors.
 */
export async function searchItems({ container, t }: ShopContext, text: string): Promise<Item[]> {
  const typed = text.slice(0, WORDS_LENGTH)
  const words = wordsOf(typed)
    .slice(0, MOST_WORDS)
    .map((word) => [...new Set([word, inOtherAlphabet(word)])].map((one) => stem(fold(one))).join("|"))
  if (!words.length) {
    return []
  }
  const [titled, products] = await Promise.all([
    findStockItems(container, { words, take: SHOWN }),
    catalogOf(container).then((catalog) => findProducts(catalog, typed)),
  ])
  const ids = products
    .flatMap(({ variants }) => variants.map(({ parts }) => parts))
    .flatMap((parts) => (parts.length === 1 && parts[0].required === 1 ? parts[0].inventory_item_id : []))
  const missing = [...new Set(ids)].filter((id) => !titled.some((row) => row.id === id)).slice(0, SHOWN)
  const known = await itemsById(container, missing, t.language)
  const items = await named(container, titled, t.language)
  return [...items, ...missing.flatMap((id) => known.get(id) ?? [])].slice(0, SHOWN)
}
