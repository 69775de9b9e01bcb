/** The rules for holding stock, without database access. */

import type { ItemStock, Pieces } from "../../modules/hold/types"

export type { ItemStock, Pieces }

/** Quantity of one inventory item that one line of a cart needs. */
export type LineDemand = {
  /** Null for a line that is not yet in the cart. */
  line_id: string | null
  variant_id: string
  inventory_item_id: string
  /** Pieces of the inventory item per unit of the variant. */
  required: number
  /** Units of the variant. */
  quantity: number
}

/** The pieces that a cart needs before and after a change. */
export type Wish = { before: Pieces; after: Pieces }

/**
 * Which unavailable items cause a refusal: items of which the change needs more ("growth"), all items, as for
 * an order ("all"), or none ("none").
 */
export type Judged = "growth" | "all" | "none"

export type Refusal =
  | { code: "out_of_stock" }
  /** Other carts hold the stock. `until` is the earliest time at which their holds can end. */
  | { code: "reserved_for_now"; until: Date | null }

export type Plan =
  | { keep: Pieces; refusal?: undefined }
  /** `may_change`: whether an order that is being placed may change the result in a moment. */
  | { keep?: undefined; refusal: Refusal; may_change: boolean }

/**
 * Sums the pieces that the lines need of each inventory item, because several lines may need the same item.
 * Medusa itself checks each line separately. Fractions are rounded up.
 *
 * @param changed an existing line and its new quantity
 */
export function demandOf(lines: LineDemand[], changed?: { line_id: string; quantity: number }): Pieces {
  const exact: Pieces = new Map()
  for (const { line_id: id, inventory_item_id: item, required, quantity } of lines) {
    const count = changed && changed.line_id === id ? changed.quantity : quantity
    if (count > 0) {
      exact.set(item, (exact.get(item) ?? 0) + required * count)
    }
  }
  return new Map([...exact].map(([item, pieces]) => [item, Math.ceil(pieces)]))
}

/** Units of each variant in the lines, whatever number of inventory items a unit takes. */
export function unitsOf(
  lines: LineDemand[],
  changed?: { line_id: string; quantity: number },
): { variant_id: string; quantity: number }[] {
  const units = new Map<string, { variant_id: string; item: string; quantity: number }>()
  for (const { line_id: id, variant_id, inventory_item_id: item, quantity } of lines) {
    const count = changed && changed.line_id === id ? changed.quantity : quantity
    const known = units.get(variant_id)
    if (!known) {
      units.set(variant_id, { variant_id, item, quantity: count })
    } else if (known.item === item) {
      known.quantity += count
    }
  }
  return [...units.values()].map(({ variant_id, quantity }) => ({ variant_id, quantity }))
}

/** Pieces that are neither reserved nor held by other carts. May be negative. */
export function freeFor(stock: ItemStock): number {
  return stock.unreserved - stock.others
}

/**
 * Whether the cart may hold these pieces. Pieces that it already holds stay available to it while the
 * unreserved stock covers them.
 */
function isAvailable(pieces: number, stock: ItemStock): boolean {
  return pieces <= stock.unreserved && (pieces <= freeFor(stock) || pieces <= stock.own)
}

/**
 * Decides what a cart may hold.
 *
 * If an unavailable item does not cause a refusal, the cart keeps at most the pieces of it that it already
 * holds. So one unavailable line does not block changes of other lines, and the cart takes no more of an item
 * that it cannot have completely.
 *
 * @param mayGrow false: the cart has reached a limit. Available items are not refused, but the cart keeps at most the
 * pieces that it already holds
 */
export function planHold({ before, after }: Wish, stock: ItemStock[], judged: Judged, mayGrow = true): Plan {
  const keep: Pieces = new Map()
  const scarce: ItemStock[] = []
  const known = new Map(stock.map((item) => [item.inventory_item_id, item]))
  for (const [id, pieces] of after) {
    const item = known.get(id) ?? nothingOf(id)
    const isJudged = judged === "all" || (judged === "growth" && pieces > (before.get(id) ?? 0))
    if (mayGrow && isAvailable(pieces, item)) {
      keep.set(id, pieces)
    } else if (isJudged && !isAvailable(pieces, item)) {
      scarce.push(item)
    } else if (item.own > 0) {
      keep.set(id, Math.min(item.own, pieces))
    }
  }
  if (!scarce.length) {
    return { keep }
  }
  const mayChange = scarce.every((item) => item.others_completing)
  return { refusal: refusalOf(scarce, after), may_change: mayChange }
}

function nothingOf(id: string): ItemStock {
  return {
    inventory_item_id: id,
    unreserved: 0,
    own: 0,
    others: 0,
    others_until: null,
    others_completing: false,
  }
}

/** Chooses the error: `out_of_stock` takes precedence over `reserved_for_now`. */
function refusalOf(scarce: ItemStock[], after: Pieces): Refusal {
  const isOutOfStock = scarce.some((item) => (after.get(item.inventory_item_id) ?? 0) > item.unreserved)
  if (isOutOfStock) {
    return { code: "out_of_stock" }
  }
  const ends = scarce.flatMap(({ others_until }) => others_until ?? [])
  // All scarce items must become available, so the latest of these times counts.
  const until = ends.sort((a, b) => b.getTime() - a.getTime()).at(0) ?? null
  return { code: "reserved_for_now", until }
}

/**
 * Minimum extension, in seconds, for which a renewed hold is written: 60 s, or a quarter of the hold's
 * duration if that is shorter.
 *
 * @param holdMinutes duration of a renewed hold, in minutes
 */
export function renewalStep(holdMinutes: number): number {
  return Math.min(60, holdMinutes * 15)
}

/** Total time of a hold, in minutes: at least one renewal. */
export const holdMinutesInAll = (holdMinutes: number, totalMinutes: number): number =>
  Math.max(holdMinutes, totalMinutes)

/**
 * Time before the end of a hold at which the shopper is warned, in seconds. At most half of the hold's
 * duration: otherwise a shopper would be warned immediately after adding a product.
 */
export function warningLead(holdMinutes: number, warningMinutes: number): number {
  return Math.min(warningMinutes, holdMinutes / 2) * 60
}
