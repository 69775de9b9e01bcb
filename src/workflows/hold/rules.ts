/** The rules of holding stock, without a database: what a cart needs, what it may have, who is told what. */

import type { ItemStock, Pieces } from "../../modules/hold/types"

export type { ItemStock, Pieces }

/** What one line of a cart takes of one inventory item. */
export type LineDemand = {
  /** Null for a line that is not in the cart yet. */
  line_id: string | null
  variant_id: string
  inventory_item_id: string
  /** Pieces that one of the variant takes. */
  required: number
  /** How many of the variant. */
  quantity: number
}

/** What a change asks for, and how things were before it. */
export type Wish = { before: Pieces; after: Pieces }

/**
 * Which items a wish is refused for: those of which it asks more than before ("growth"), all of them, as for an
 * order ("all"), or none, where what can be kept is kept ("none").
 */
export type Judged = "growth" | "all" | "none"

export type Refusal =
  | { code: "out_of_stock" }
  /** Others hold it for now. @property until when the first of their holds ends */
  | { code: "reserved_for_now"; until: Date | null }

export type Plan =
  | { keep: Pieces; refusal?: undefined }
  /** @property may_change whether the refusal may be void in a moment, when an order has been made */
  | { keep?: undefined; refusal: Refusal; may_change: boolean }

/**
 * What the lines take of each item together. Lines that share stems are summed: Medusa looks at each line alone.
 * A part of a piece is a piece.
 *
 * @param changed a line whose quantity is to be another one
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

/** What a cart may have of an item: nobody's reservation, nobody's hold. May be less than nothing. */
export function freeFor(stock: ItemStock): number {
  return stock.unreserved - stock.others
}

/** What is already held for the cart stays its own, as long as the flowers lie there at all. */
function isThere(pieces: number, stock: ItemStock): boolean {
  return pieces <= stock.unreserved && (pieces <= freeFor(stock) || pieces <= stock.own)
}

/**
 * Decides what a cart may hold.
 *
 * An item that is not judged and not there keeps what is held of it already: another line of the cart is no
 * reason to refuse this one, and stems that make no bouquet are not kept from others.
 */
export function planHold({ before, after }: Wish, stock: ItemStock[], judged: Judged): Plan {
  const keep: Pieces = new Map()
  const scarce: ItemStock[] = []
  const known = new Map(stock.map((item) => [item.inventory_item_id, item]))
  for (const [id, pieces] of after) {
    const item = known.get(id) ?? nothingOf(id)
    const isJudged = judged === "all" || (judged === "growth" && pieces > (before.get(id) ?? 0))
    if (isThere(pieces, item)) {
      keep.set(id, pieces)
    } else if (isJudged) {
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

/** What truly is not there outweighs what others only hold. */
function refusalOf(scarce: ItemStock[], after: Pieces): Refusal {
  const isTrulyOut = scarce.some((item) => (after.get(item.inventory_item_id) ?? 0) > item.unreserved)
  if (isTrulyOut) {
    return { code: "out_of_stock" }
  }
  const ends = scarce.flatMap(({ others_until }) => others_until ?? [])
  // Every scarce item must come free, so the shopper waits for the last of the first.
  const until = ends.sort((a, b) => b.getTime() - a.getTime()).at(0) ?? null
  return { code: "reserved_for_now", until }
}

/**
 * How much later a hold must come to end before its renewal is worth writing, in seconds: a minute, or a
 * quarter of a hold that is shorter than four.
 *
 * @param holdMinutes how long a renewed hold lasts
 */
export function renewalStep(holdMinutes: number): number {
  return Math.min(60, holdMinutes * 15)
}

/**
 * How long before its end a shopper is warned of it, in seconds: not sooner than half-way, or one who has just
 * put flowers into the cart would be warned at once.
 */
export function warningLead(holdMinutes: number, warningMinutes: number): number {
  return Math.min(warningMinutes, holdMinutes / 2) * 60
}
