import type { FreePieces, Pieces } from "../../catalog/stock"
import type { Catalog, Product, Variant } from "../../catalog/types"
import type { Translate } from "../../ui/texts"
import { variantName } from "../catalog/labels"
import type { CartLine } from "./load-cart"

/** A difference between a cart line and the current catalogue or stock. */
export type Problem =
  | { kind: "gone"; line: CartLine }
  /** `isReserved`: the stock would suffice without the holds of other carts. */
  | { kind: "short"; line: CartLine; left: number; isReserved: boolean }
  | { kind: "price"; line: CartLine; price: number }

/** One item as the shopper sees it: a cart line, or a custom bouquet with its parts. */
export type Entry = {
  /** Line id, or the id of the custom bouquet. */
  key: string
  lines: CartLine[]
  isBouquet: boolean
  product?: Product
  variant?: Variant
  problems: Problem[]
  /** From the cart's prices, with tax, before discounts. */
  sum: number
}

/** Returns the id of the custom bouquet that the line belongs to. */
export function bouquetOf(line: CartLine): string | undefined {
  const id = line.metadata?.bouquet_id
  return typeof id === "string" ? id : undefined
}

/**
 * Groups cart lines into entries, add-ons last, and checks each line against the catalogue and the stock.
 *
 * @param prices current prices by line id; without them the catalogue's prices count
 * @param known current prices by line id whose difference from the cart price is already confirmed
 */
export function entriesOf(
  lines: CartLine[],
  catalog: Catalog,
  { free, prices, known }: { free: FreePieces; prices?: Map<string, number>; known: Record<string, number> },
): Entry[] {
  const isAddon = (line: CartLine) => catalog.variantById.get(line.variant_id ?? "")?.product.kind === "addon"
  const inOrder = [...lines].sort((a, b) => Number(isAddon(a)) - Number(isAddon(b)))
  const problems = problemsOf(inOrder, catalog, free, prices).filter(
    (problem) => problem.kind !== "price" || known[problem.line.id] !== problem.price,
  )
  const groups = new Map<string, CartLine[]>()
  for (const line of inOrder) {
    const key = bouquetOf(line) ?? line.id
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return [...groups].map(([key, group]) => {
    const found = catalog.variantById.get(group[0].variant_id ?? "")
    return {
      key,
      lines: group,
      isBouquet: bouquetOf(group[0]) !== undefined,
      product: found?.product,
      variant: found?.variant,
      problems: problems.filter(({ line }) => group.includes(line)),
      sum: group.reduce((sum, line) => sum + line.original_total, 0),
    }
  })
}

/** Allocates the stock to the lines in order: earlier lines first. */
function problemsOf(
  lines: CartLine[],
  catalog: Catalog,
  free: FreePieces,
  prices?: Map<string, number>,
): Problem[] {
  const rest = new Map([...free].map(([id, pieces]) => [id, { ...pieces }]))
  return lines.flatMap((line): Problem[] => {
    const variant = catalog.variantById.get(line.variant_id ?? "")?.variant
    if (!variant) {
      return [{ kind: "gone", line }]
    }
    const price = prices?.get(line.id) ?? variant.price
    const left = take(variant, line.quantity, rest, "free")
    const isReserved = take(variant, line.quantity, rest, "unreserved") === line.quantity
    return [
      ...(left < line.quantity ? [{ kind: "short" as const, line, left, isReserved }] : []),
      ...(price !== line.unit_price ? [{ kind: "price" as const, line, price }] : []),
    ]
  })
}

/**
 * Subtracts the parts of up to `wanted` units from `rest`. @returns the number of units that the stock allows
 */
function take(variant: Variant, wanted: number, rest: FreePieces, of: keyof Pieces): number {
  if (!variant.is_counted) {
    return wanted
  }
  const most = variant.parts.map((part) =>
    Math.floor((rest.get(part.inventory_item_id)?.[of] ?? 0) / part.required),
  )
  const made = Math.max(0, Math.min(wanted, most.length ? Math.min(...most) : 0))
  for (const part of variant.parts) {
    const pieces = rest.get(part.inventory_item_id)
    if (pieces) {
      pieces[of] -= made * part.required
    }
  }
  return made
}

/**
 * Returns the line's name in the shopper's language. A product that is no longer sold keeps the title stored
 * in the cart.
 */
export function lineName(t: Translate, line: CartLine, catalog: Catalog): string {
  const found = catalog.variantById.get(line.variant_id ?? "")
  return found
    ? variantName(t, found.product, found.variant)
    : (line.product_title ?? t.plain("cart.something"))
}
