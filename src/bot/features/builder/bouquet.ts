import { randomBytes } from "node:crypto"
import { stockOf, type Stock } from "../../catalog/stock"
import type { Catalog, Product, Variant } from "../../catalog/types"
import type { ShopContext } from "../../runtime/context"
import type { BouquetDraft } from "../../runtime/session"
import { addonsIn } from "../catalog/addons"

/** Minimum number of stems in a custom bouquet. */
export const FEWEST_STEMS = 3
/** Maximum number of stems in a custom bouquet. */
export const MOST_STEMS = 301
export const MOST_EXTRAS = 20

/** A stem, wrapping or add-on that a custom bouquet may contain. */
export type Piece = { product: Product; variant: Variant }
export type Counted = Piece & { quantity: number }

/** A custom bouquet limited to the current stock. */
export type Bouquet = {
  draft: BouquetDraft
  stems: Counted[]
  wrapping: Piece | undefined
  extras: Counted[]
  stemCount: number
  total: number
  /** Currency of the total. */
  currency_code: string
}

export function stemsIn(catalog: Catalog): Piece[] {
  return piecesOf(catalog.products.filter(({ kind }) => kind === "stem"))
}

export function wrappingsIn(catalog: Catalog): Piece[] {
  return piecesOf(catalog.products.filter(({ addon }) => addon === "wrapping"))
}

function piecesOf(products: Product[]): Piece[] {
  return products.flatMap((product) => product.variants.map((variant) => ({ product, variant })))
}

/**
 * Returns the draft in the session, or creates one. The session keeps the draft until the bouquet is added to
 * the cart or cleared.
 */
export function draftOf(ctx: ShopContext): BouquetDraft {
  return (ctx.session.builder ??= { id: `bq_${randomBytes(9).toString("base64url")}`, stems: {}, addons: {} })
}

/**
 * Computes the bouquet of the draft and stores the corrected draft in the session. Reduces quantities to the
 * stock and removes items that are no longer sold.
 */
export async function bouquetOf(
  ctx: ShopContext,
  catalog: Catalog,
  alsoStockOf: Piece[] = [],
): Promise<{ bouquet: Bouquet; stock: Stock }> {
  const draft = draftOf(ctx)
  const ids = [...Object.keys(draft.stems), ...Object.keys(draft.addons), draft.wrapping ?? ""]
  const chosen = ids.flatMap((id) => catalog.variantById.get(id)?.variant ?? [])
  const stock = await stockOf(ctx, catalog, [
    ...new Set([...chosen, ...alsoStockOf.map(({ variant }) => variant)]),
  ])
  const stems = counted(draft.stems, stemsIn(catalog), stock)
  const extras = counted(draft.addons, addonsIn(catalog), stock)
  const wrapping = wrappingsIn(catalog).find(
    ({ variant }) => variant.id === draft.wrapping && (stock.get(variant.id) ?? 0) > 0,
  )
  const kept: BouquetDraft = {
    id: draft.id,
    stems: Object.fromEntries(stems.map(({ variant, quantity }) => [variant.id, quantity])),
    addons: Object.fromEntries(extras.map(({ variant, quantity }) => [variant.id, quantity])),
    ...(wrapping ? { wrapping: wrapping.variant.id } : {}),
  }
  ctx.session.builder = kept
  const sum = [...stems, ...extras].reduce(
    (total, { variant, quantity }) => total + variant.price * quantity,
    0,
  )
  const bouquet = {
    draft: kept,
    stems,
    wrapping,
    extras,
    stemCount: stems.reduce((count, { quantity }) => count + quantity, 0),
    total: sum + (wrapping?.variant.price ?? 0),
    currency_code: catalog.currency_code,
  }
  return { bouquet, stock }
}

function counted(wishes: Record<string, number>, offered: Piece[], stock: Stock): Counted[] {
  return Object.entries(wishes).flatMap(([id, wanted]) => {
    const piece = offered.find(({ variant }) => variant.id === id)
    const quantity = Math.min(wanted, stock.get(id) ?? 0)
    return piece && quantity > 0 ? [{ ...piece, quantity }] : []
  })
}

/** Returns the counts with one entry changed. A new entry is appended; a quantity of 0 removes the entry. */
export function withCount(
  counts: Record<string, number>,
  id: string,
  quantity: number,
): Record<string, number> {
  if (quantity > 0) {
    return { ...counts, [id]: quantity }
  }
  return Object.fromEntries(Object.entries(counts).filter(([key]) => key !== id))
}
