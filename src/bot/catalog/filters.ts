import type { ProductFilters } from "../runtime/session"
import type { Product } from "./types"

/** Price bands in whole soums: `from` is inclusive, `to` is exclusive. */
export const PRICE_BANDS: Record<string, { from: number; to: number }> = {
  a: { from: 0, to: 150_000 },
  b: { from: 150_000, to: 300_000 },
  c: { from: 300_000, to: 600_000 },
  d: { from: 600_000, to: Infinity },
}

/** Tag codes with a translation, in display order. Staff may add other codes. */
const KNOWN_CODES = {
  color: ["red", "white", "pink", "yellow", "orange", "purple", "blue", "green", "mixed"],
  occasion: [
    "birthday",
    "love",
    "mother",
    "anniversary",
    "wedding",
    "newborn",
    "teacher",
    "thanks",
    "sympathy",
  ],
}

/** Returns the distinct codes of one tag kind ("red" of "color:red"), the known ones first. */
export function codesOf(products: Product[], kind: "color" | "occasion"): string[] {
  const prefix = `${kind}:`
  const codes = products
    .flatMap((product) => product.tags)
    .filter((tag) => tag.startsWith(prefix))
    .map((tag) => tag.slice(prefix.length))
  const present = new Set(codes)
  const known = KNOWN_CODES[kind].filter((code) => present.delete(code))
  return [...known, ...[...present].sort()]
}

export function isVip(product: Product): boolean {
  return product.tags.includes("vip")
}

/** Counts the active filter values. */
export function countFilters({ color = [], occasion = [], price, vip }: ProductFilters): number {
  return color.length + occasion.length + (price ? 1 : 0) + (vip ? 1 : 0)
}

/** Returns the products that match every filter kind. Within one kind, one matching value is enough. */
export function filterProducts(products: Product[], filters: ProductFilters): Product[] {
  return products.filter(
    (product) =>
      hasOneOf(product, "color", filters.color) &&
      hasOneOf(product, "occasion", filters.occasion) &&
      isInBand(product, filters.price) &&
      (!filters.vip || isVip(product)),
  )
}

function hasOneOf(product: Product, kind: string, codes: string[] = []): boolean {
  return !codes.length || codes.some((code) => product.tags.includes(`${kind}:${code}`))
}

/** A product matches when at least one of its variants is in the price band. */
function isInBand(product: Product, name: string | undefined): boolean {
  const band = name ? PRICE_BANDS[name] : undefined
  return !band || product.variants.some(({ price }) => price >= band.from && price < band.to)
}
