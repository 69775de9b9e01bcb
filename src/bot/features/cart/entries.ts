import type { FreePieces, Pieces } from "../../catalog/stock"
import type { Catalog, Product, Variant } from "../../catalog/types"
import type { Translate } from "../../ui/texts"
import { variantName } from "../catalog/words"
import type { CartLine } from "./load-cart"

/** What is wrong with a line, seen against the shop of this moment. */
export type Problem =
  | { kind: "gone"; line: CartLine }
  /** @property isReserved whether there would be enough without what others have in their carts */
  | { kind: "short"; line: CartLine; left: number; isReserved: boolean }
  | { kind: "price"; line: CartLine; price: number }

/** What the shopper sees as one thing: a line, or a bouquet of their own with its parts. */
export type Entry = {
  /** The line's id, or the bouquet's. */
  key: string
  lines: CartLine[]
  isBouquet: boolean
  product?: Product
  variant?: Variant
  problems: Problem[]
  /** Whole soums, as the cart has them. */
  sum: number
}

/** The bouquet that a line is a part of. */
export function bouquetOf(line: CartLine): string | undefined {
  const id = line.metadata?.bouquet_id
  return typeof id === "string" ? id : undefined
}

/**
 * The cart's lines as the shopper thinks of them, flowers before what goes with them, each held against the
 * catalogue and what lies in stock.
 *
 * @param known catalogue prices that are known to differ from the cart's rightly, by line id
 */
export function entriesOf(
  lines: CartLine[],
  catalog: Catalog,
  { free, known }: { free: FreePieces; known: Record<string, number> },
): Entry[] {
  const isAddon = (line: CartLine) => catalog.variantById.get(line.variant_id ?? "")?.product.kind === "addon"
  const inOrder = [...lines].sort((a, b) => Number(isAddon(a)) - Number(isAddon(b)))
  const problems = problemsOf(inOrder, catalog, free).filter(
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
      sum: group.reduce((sum, line) => sum + line.unit_price * line.quantity, 0),
    }
  })
}

/** The first lines get their stems first; the later ones what is left. */
function problemsOf(lines: CartLine[], catalog: Catalog, free: FreePieces): Problem[] {
  const rest = new Map([...free].map(([id, pieces]) => [id, { ...pieces }]))
  return lines.flatMap((line): Problem[] => {
    const variant = catalog.variantById.get(line.variant_id ?? "")?.variant
    if (!variant) {
      return [{ kind: "gone", line }]
    }
    const left = take(variant, line.quantity, rest, "free")
    const isReserved = take(variant, line.quantity, rest, "unreserved") === line.quantity
    return [
      ...(left < line.quantity ? [{ kind: "short" as const, line, left, isReserved }] : []),
      ...(variant.price !== line.unit_price ? [{ kind: "price" as const, line, price: variant.price }] : []),
    ]
  })
}

/** Takes the pieces of so many of a variant, as far as they last. @returns how many they made */
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

/** A line's name in the shopper's language; what is gone keeps the name it was put in with. */
export function lineName(t: Translate, line: CartLine, catalog: Catalog): string {
  const found = catalog.variantById.get(line.variant_id ?? "")
  return found
    ? variantName(t, found.product, found.variant)
    : (line.product_title ?? t.plain("cart.something"))
}
