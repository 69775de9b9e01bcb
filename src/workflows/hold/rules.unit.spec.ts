import {
  demandOf,
  freeFor,
  planHold,
  renewalStep,
  unitsOf,
  warningLead,
  type ItemStock,
  type LineDemand,
} from "./rules"

const line = (id: string | null, item: string, required: number, quantity: number): LineDemand => ({
  line_id: id,
  variant_id: `variant-of-${item}`,
  inventory_item_id: item,
  required,
  quantity,
})

const roses = (stock: Partial<ItemStock> = {}): ItemStock => ({
  inventory_item_id: "rose",
  unreserved: 10,
  own: 0,
  others: 0,
  others_until: null,
  others_completing: false,
  ...stock,
})

const wish = (after: number, before = 0) => ({
  before: new Map(before ? [["rose", before]] : []),
  after: new Map(after ? [["rose", after]] : []),
})

describe("the stock that a cart needs", () => {
  it("is summed for items that several lines share", () => {
    const lines = [line("a", "rose", 5, 2), line("a", "ribbon", 1, 2), line("b", "rose", 3, 1)]
    expect([...demandOf(lines)]).toEqual([
      ["rose", 13],
      ["ribbon", 2],
    ])
  })

  it("follows a changed, an added and a removed line", () => {
    const lines = [line("a", "rose", 5, 2), line("b", "rose", 3, 1)]
    expect(demandOf(lines, { line_id: "a", quantity: 1 }).get("rose")).toBe(8)
    expect(demandOf(lines, { line_id: "b", quantity: 0 }).get("rose")).toBe(10)
    expect(demandOf([...lines, line(null, "rose", 1, 4)]).get("rose")).toBe(17)
    expect(demandOf([line("a", "rose", 5, 2)], { line_id: "a", quantity: 0 }).size).toBe(0)
  })

  it("is rounded up once per item", () => {
    expect(demandOf([line("a", "rose", 1, 0.5), line("b", "rose", 1, 0.5)]).get("rose")).toBe(1)
    expect(demandOf([line("a", "rose", 1, 1.2)]).get("rose")).toBe(2)
  })
})

describe("the units in a cart", () => {
  it("count a unit once, whatever it consists of", () => {
    const part = (id: string | null, item: string, quantity: number) => ({
      ...line(id, item, 5, quantity),
      variant_id: "kit",
    })
    const lines = [
      part("a", "rose", 2),
      part("a", "ribbon", 2),
      part(null, "rose", 3),
      part(null, "ribbon", 3),
    ]
    expect(unitsOf(lines)).toEqual([{ variant_id: "kit", quantity: 5 }])
    expect(unitsOf(lines, { line_id: "a", quantity: 1 })).toEqual([{ variant_id: "kit", quantity: 4 }])
  })
})

describe("the stock that a cart may hold", () => {
  const keeps = (...args: Parameters<typeof planHold>) => planHold(...args).keep?.get("rose")

  it("does not grow above a limit, and is refused only when it is not available", () => {
    expect(planHold(wish(6, 4), [roses({ own: 4 })], "growth", false).keep?.get("rose")).toBe(4)
    expect(planHold(wish(6), [roses()], "all", false).keep?.size).toBe(0)
    expect(planHold(wish(11), [roses()], "all", false).refusal).toEqual({ code: "out_of_stock" })
  })

  it("is neither reserved nor held by other carts", () => {
    expect(freeFor(roses({ others: 4 }))).toBe(6)
    expect(keeps(wish(10), [roses()], "all")).toBe(10)
    expect(keeps(wish(6), [roses({ others: 4 })], "all")).toBe(6)
    expect(planHold(wish(7), [roses({ others: 4 })], "all").refusal?.code).toBe("reserved_for_now")
    expect(planHold(wish(11), [roses()], "all").refusal).toEqual({ code: "out_of_stock" })
    expect(planHold(wish(1), [], "all").refusal).toEqual({ code: "out_of_stock" })
    expect(planHold(wish(0), [roses()], "all").keep?.size).toBe(0)
  })

  it("includes its own hold while the unreserved stock covers it", () => {
    const counted = roses({ unreserved: 6, own: 5, others: 5 })
    expect(keeps(wish(5), [counted], "all")).toBe(5)
    expect(planHold(wish(6), [counted], "all").refusal?.code).toBe("reserved_for_now")
    expect(planHold(wish(5), [roses({ unreserved: 4, own: 5 })], "all").refusal?.code).toBe("out_of_stock")
  })

  it("is refused only for items of which the change needs more", () => {
    const ribbon = { ...roses(), inventory_item_id: "ribbon" }
    const gone = roses({ unreserved: 2 })
    const before = new Map([["rose", 5]])
    const after = new Map([
      ["rose", 5],
      ["ribbon", 1],
    ])
    expect([...(planHold({ before, after }, [gone, ribbon], "growth").keep ?? [])]).toEqual([["ribbon", 1]])
    expect(planHold(wish(6, 5), [gone], "growth").refusal?.code).toBe("out_of_stock")
    expect(planHold(wish(4, 5), [gone], "growth").keep?.size).toBe(0)
  })

  it("is limited to its own hold when nothing is refused", () => {
    expect(keeps(wish(5), [roses({ unreserved: 3, own: 2 })], "none")).toBe(2)
    expect(keeps(wish(5), [roses({ unreserved: 1, own: 9 })], "none")).toBe(5)
    expect(keeps(wish(5), [roses({ unreserved: 4 })], "none")).toBeUndefined()
  })
})

describe("a refusal", () => {
  const ribbon = (stock: Partial<ItemStock>) => ({ ...roses(stock), inventory_item_id: "ribbon" })
  const both = {
    before: new Map(),
    after: new Map([
      ["rose", 5],
      ["ribbon", 5],
    ]),
  }
  const soon = new Date("2026-11-21T10:00:00Z")
  const later = new Date("2026-11-21T10:05:00Z")

  it("gives the earliest time at which all scarce items may be free", () => {
    const stock = [roses({ others: 9, others_until: later }), ribbon({ others: 9, others_until: soon })]
    expect(planHold(both, stock, "all").refusal).toEqual({ code: "reserved_for_now", until: later })
    const other = [roses({ others: 9, others_until: soon }), ribbon({ others: 9, others_until: later })]
    expect(planHold(both, other, "all").refusal).toEqual({ code: "reserved_for_now", until: later })
  })

  it("is out_of_stock if the end of the other holds would not help", () => {
    const stock = [roses({ others: 9, others_until: soon }), ribbon({ unreserved: 4 })]
    expect(planHold(both, stock, "all").refusal).toEqual({ code: "out_of_stock" })
  })

  it("may change soon if unfinished orders hold all scarce items", () => {
    const busy = { others: 9, others_completing: true }
    expect(planHold(both, [roses(busy), ribbon(busy)], "all")).toMatchObject({ may_change: true })
    expect(planHold(both, [roses(busy), ribbon({ others: 9 })], "all")).toMatchObject({ may_change: false })
    expect(planHold(both, [roses(busy)], "all")).toMatchObject({ may_change: false })
  })
})

it("writes an extension of at least 60 s, or of a quarter of a shorter hold", () => {
  expect([15, 4, 2, 1].map(renewalStep)).toEqual([60, 60, 30, 15])
})

it("warns before the end, but not in the first half of the hold", () => {
  expect([warningLead(15, 3), warningLead(4, 3), warningLead(1, 3)]).toEqual([180, 120, 30])
})
