import type { CartLine } from "../../../medusa-sql/cart-to-fill"
import { grownLines, planItems, type Price } from "./add-lines"

const line = (id: string, about: Partial<CartLine> = {}): CartLine => ({
  id,
  variant_id: "roses",
  quantity: 1,
  unit_price: 100,
  compare_at_unit_price: null,
  is_custom_price: false,
  metadata: {},
  ...about,
})

const price = (calculated_amount: number, about: Partial<Price> = {}): Price => ({
  calculated_amount,
  original_amount: calculated_amount,
  is_tax_inclusive: false,
  list_type: null,
  ...about,
})

const roses = (quantity: number, metadata?: Record<string, unknown>) => ({
  variant_id: "roses",
  quantity,
  metadata,
})

describe("items to add to a cart", () => {
  const joined = (lines: CartLine[], items: ReturnType<typeof roses>[]) =>
    planItems(lines, items).map(({ line, quantity }) => [line?.id ?? null, quantity])

  it("join the line of the same variant and add up", () => {
    expect(joined([line("a", { quantity: 2 })], [roses(1), roses(3)])).toEqual([
      ["a", 3],
      ["a", 6],
    ])
  })

  it("become new lines for another variant, other metadata or a custom price", () => {
    expect(joined([line("a", { variant_id: "tulips" })], [roses(1)])).toEqual([[null, 1]])
    expect(joined([line("a")], [roses(1, { ribbon: "red" })])).toEqual([[null, 1]])
    expect(joined([line("a", { metadata: { ribbon: "red" } })], [roses(1)])).toEqual([[null, 1]])
    expect(joined([line("a", { is_custom_price: true })], [roses(1)])).toEqual([[null, 1]])
  })

  it("join the line with equal metadata", () => {
    const lines = [line("a"), line("b", { metadata: { ribbon: "red" } })]
    expect(joined(lines, [roses(1, { ribbon: "red" }), roses(2)])).toEqual([
      ["b", 2],
      ["a", 3],
    ])
  })
})

describe("lines whose quantity grows", () => {
  it("get the price of the first item and the sum of the quantities", () => {
    const planned = planItems([line("a")], [roses(1), roses(1)])
    const sale = price(80, { original_amount: 100, list_type: "sale" })
    expect(grownLines(planned, [sale, price(70)])).toEqual([
      {
        before: { id: "a", quantity: 1, unit_price: 100, compare_at_unit_price: null },
        after: { id: "a", variant_id: "roses", quantity: 3, unit_price: 80, compare_at_unit_price: 100 },
      },
    ])
  })

  it("keep the price before an ended sale, as in Medusa; an override price is not a sale price", () => {
    const planned = planItems([line("a", { compare_at_unit_price: 120 })], [roses(1)])
    const [grown] = grownLines(planned, [price(80, { original_amount: 100, list_type: "override" })])
    expect(grown.after).toMatchObject({ unit_price: 80, compare_at_unit_price: 120 })
  })
})
