import type { Catalog, Product, Variant } from "../../catalog/types"
import { entriesOf } from "./entries"
import type { CartLine } from "./load-cart"

const variant = (id: string, price: number, parts: Record<string, number>): Variant => ({
  id,
  sku: id,
  title: { ru: "S", uz: "S" },
  price,
  currency_code: "uzs",
  is_counted: true,
  parts: Object.entries(parts).map(([inventory_item_id, required]) => ({
    inventory_item_id,
    sku: inventory_item_id,
    title: inventory_item_id,
    required,
  })),
})

const product = (kind: Product["kind"], only: Variant): Product => ({
  id: `prod_${only.id}`,
  handle: only.id,
  kind,
  addon: null,
  title: { ru: only.id, uz: only.id },
  description: { ru: "", uz: "" },
  thumbnail: null,
  category_ids: [],
  tags: [],
  popularity: 0,
  rating: undefined,
  variants: [only],
  price: only.price,
})

const products = [
  product("bouquet", variant("ten", 200, { rose: 10 })),
  product("stem", variant("one", 20, { rose: 1 })),
  product("addon", variant("card", 5, { card: 1 })),
]

const catalog: Catalog = {
  sales_channel_id: "sc",
  currency_code: "uzs",
  priced_groups: [],
  location_ids: [],
  products,
  productById: new Map(),
  productBySku: new Map(),
  variantById: new Map(
    products.map((one) => [one.variants[0].id, { product: one, variant: one.variants[0] }]),
  ),
  categoryById: new Map(),
  has_addons: false,
  roots: [],
}

const line = (id: string, variant_id: string, quantity: number, bouquet_id?: string): CartLine => ({
  id,
  variant_id,
  quantity,
  unit_price: catalog.variantById.get(variant_id)?.variant.price ?? 1,
  original_total: (catalog.variantById.get(variant_id)?.variant.price ?? 1) * quantity,
  product_title: null,
  variant_title: null,
  metadata: bouquet_id ? { bouquet_id } : null,
})

/** Builds available quantities; `held` adds quantities held by other carts. */
const free = (pieces: Record<string, number>, held: Record<string, number> = {}) => ({
  free: new Map(
    Object.entries(pieces).map(([id, count]) => [id, { free: count, unreserved: count + (held[id] ?? 0) }]),
  ),
  known: {},
})

describe("entries of the cart", () => {
  it("group the parts of a bouquet, and put add-ons last", () => {
    const lines = [
      line("a", "card", 1),
      line("b", "one", 3, "bq"),
      line("c", "ten", 1),
      line("d", "ten", 1, "bq"),
    ]
    const entries = entriesOf(lines, catalog, free({ rose: 100, card: 1 }))
    expect(entries.map(({ key }) => key)).toEqual(["bq", "c", "a"])
    expect(entries[0]).toMatchObject({ isBouquet: true, sum: 260, problems: [] })
  })

  it("get the stock in order, so that later lines are short", () => {
    const lines = [line("a", "ten", 2), line("b", "one", 5)]
    const short = entriesOf(lines, catalog, free({ rose: 23 })).flatMap(({ problems }) => problems)
    expect(short).toEqual([{ kind: "short", line: lines[1], left: 3, isReserved: false }])
    const shorter = entriesOf(lines, catalog, free({ rose: 15 })).flatMap(({ problems }) => problems)
    expect(shorter).toEqual([{ kind: "short", line: lines[0], left: 1, isReserved: false }])
  })

  it("mark lines that are short only because other carts hold the stock", () => {
    const lines = [line("a", "ten", 2), line("b", "one", 5)]
    const held = (count: number) =>
      entriesOf(lines, catalog, free({ rose: 13 }, { rose: count })).flatMap(({ problems }) => problems)
    expect(held(12)).toEqual([
      { kind: "short", line: lines[0], left: 1, isReserved: true },
      { kind: "short", line: lines[1], left: 3, isReserved: true },
    ])
    expect(held(11)).toMatchObject([{ isReserved: true }, { isReserved: false }])
  })

  it("mark products that are no longer sold, and changed prices", () => {
    const lines = [line("a", "nosuch", 1), { ...line("b", "one", 1), unit_price: 18 }]
    const stock = free({ rose: 5 })
    const problems = entriesOf(lines, catalog, stock).flatMap((entry) => entry.problems)
    expect(problems).toEqual([
      { kind: "gone", line: lines[0] },
      { kind: "price", line: lines[1], price: 20 },
    ])
    const known = entriesOf(lines, catalog, { ...stock, known: { b: 20 } }).flatMap((entry) => entry.problems)
    expect(known.map(({ kind }) => kind)).toEqual(["gone"])
    const prices = new Map([["b", 18]])
    const ofGroup = entriesOf(lines, catalog, { ...stock, prices }).flatMap((entry) => entry.problems)
    expect(ofGroup.map(({ kind }) => kind)).toEqual(["gone"])
  })
})
