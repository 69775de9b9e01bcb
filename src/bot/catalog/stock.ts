import { readStock } from "../../workflows/hold/read-stock"
import { freeFor } from "../../workflows/hold/rules"
import type { ShopContext } from "../runtime/context"
import type { Catalog, Variant } from "./types"

/** Pieces of an inventory item, as the person who looks at them may have them. */
export type Pieces = {
  /** What they may have: nobody's reservation, in nobody else's cart. */
  free: number
  /** What there would be if others put back what they hold. */
  unreserved: number
}

/** The pieces of this moment, by inventory item id. */
export type FreePieces = Map<string, Pieces>

/** How many of each variant can be made now. */
export type Stock = {
  /** Infinity where stock does not limit it. */
  get(variantId: string): number | undefined
  /** Whether there is none only because others have the last ones in their carts. */
  isReserved(variantId: string): boolean
}

const NONE: Pieces = { free: 0, unreserved: 0 }

/**
 * Counts the flowers as they are this moment, in one query. Of an item that lies at several places the
 * fullest one counts, for one order is made of one place's flowers.
 */
export async function freePieces(
  { container, account }: ShopContext,
  catalog: Catalog,
  variants: Variant[],
): Promise<FreePieces> {
  const ids = new Set(
    variants
      .filter((variant) => variant.is_counted)
      .flatMap((variant) => variant.parts.map((part) => part.inventory_item_id)),
  )
  const { location_ids } = catalog
  const stock = await readStock(container, account.cart_id, [...ids], { location_ids })
  return new Map(
    stock.map((item) => [
      item.inventory_item_id,
      { free: Math.max(0, freeFor(item)), unreserved: item.unreserved },
    ]),
  )
}

/** How many of a variant the pieces make; `of` says which pieces are meant. */
function countOf(variant: Variant, pieces: FreePieces, of: keyof Pieces): number {
  if (!variant.is_counted) {
    return Infinity
  }
  const counts = variant.parts.map((part) =>
    Math.floor((pieces.get(part.inventory_item_id) ?? NONE)[of] / part.required),
  )
  return counts.length ? Math.max(0, Math.min(...counts)) : 0
}

/** How many of each variant can be made now, each as if it were the only one wanted. */
export async function stockOf(ctx: ShopContext, catalog: Catalog, variants: Variant[]): Promise<Stock> {
  const pieces = await freePieces(ctx, catalog, variants)
  const free = new Map(variants.map((variant) => [variant.id, countOf(variant, pieces, "free")]))
  const reserved = new Set(
    variants
      .filter(({ id }) => !free.get(id))
      .filter((variant) => countOf(variant, pieces, "unreserved") > 0)
      .map(({ id }) => id),
  )
  return { get: (id) => free.get(id), isReserved: (id) => reserved.has(id) }
}
