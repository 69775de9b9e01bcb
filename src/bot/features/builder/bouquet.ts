import { randomBytes } from "node:crypto"
import { stockOf, type Stock } from "../../catalog/stock"
import type { Catalog, Product, Variant } from "../../catalog/types"
import type { ShopContext } from "../../runtime/context"
import type { BouquetDraft } from "../../runtime/session"
import { addonsIn } from "../catalog/addons"

/** Fewer stems are no bouquet. */
export const FEWEST_STEMS = 3
/** The biggest bouquet that two hands can carry. */
export const MOST_STEMS = 301
export const MOST_EXTRAS = 20

/** What a bouquet of one's own is made from. */
export type Piece = { product: Product; variant: Variant }
export type Counted = Piece & { quantity: number }

/** The bouquet as it stands, held against what the shop has now. */
export type Bouquet = {
  draft: BouquetDraft
  stems: Counted[]
  wrapping: Piece | undefined
  extras: Counted[]
  stemCount: number
  /** Whole soums. */
  total: number
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

/** The bouquet at hand; it waits in the session until it is added or cleared. */
export function draftOf(ctx: ShopContext): BouquetDraft {
  return (ctx.session.builder ??= { id: `bq_${randomBytes(9).toString("base64url")}`, stems: {}, addons: {} })
}

/** Wishes beyond the stock are cut to it, and what is no longer sold falls out. */
export async function bouquetOf(
  ctx: ShopContext,
  catalog: Catalog,
  alsoStockOf: Variant[] = [],
): Promise<{ bouquet: Bouquet; stock: Stock }> {
  const draft = draftOf(ctx)
  const ids = [...Object.keys(draft.stems), ...Object.keys(draft.addons), draft.wrapping ?? ""]
  const chosen = ids.flatMap((id) => catalog.variantById.get(id)?.variant ?? [])
  const stock = await stockOf(ctx, catalog, [...new Set([...chosen, ...alsoStockOf])])
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

/** The counts with one of them changed; a new one comes last. */
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
