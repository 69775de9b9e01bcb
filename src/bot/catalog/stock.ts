import { readStock } from "../../workflows/hold/read-stock"
import { freeFor } from "../../workflows/hold/rules"
import type { ShopContext } from "../runtime/context"
import type { Catalog, Variant } from "./types"

/** Available quantity of an inventory item for one shopper's cart. */
export type Pieces = {
  /** Quantity without reservations of orders and without holds of other carts. */
  free: number
  /** Quantity without reservations of orders. Holds of other carts are not subtracted. */
  unreserved: number
}

/** Available quantities by inventory item id. */
export type FreePieces = Map<string, Pieces>

/** Sellable quantity of each variant. */
export type Stock = {
  /** Infinity when stock does not limit the variant. */
  get(variantId: string): number | undefined
  /** Returns true when the variant is unavailable only because other carts hold the last pieces. */
  isReserved(variantId: string): boolean
}

const NONE: Pieces = { free: 0, unreserved: 0 }

/**
 * Reads the available quantities of the variants' inventory items in one query. Of several stock locations,
 * the one with the highest quantity counts, because one order ships from one location.
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

/** Returns how many units of a variant the quantities allow. @param of selects the quantity to use */
function countOf(variant: Variant, pieces: FreePieces, of: keyof Pieces): number {
  if (!variant.is_counted) {
    return Infinity
  }
  const counts = variant.parts.map((part) =>
    Math.floor((pieces.get(part.inventory_item_id) ?? NONE)[of] / part.required),
  )
  return counts.length ? Math.max(0, Math.min(...counts)) : 0
}

/** Returns the sellable quantity of each variant, each computed independently of the others. */
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
