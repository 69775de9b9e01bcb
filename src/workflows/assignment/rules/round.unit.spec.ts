import { currentRound, type RoundFulfillment } from "./round"

const made = (line: string, hour: number, more: Partial<RoundFulfillment> = {}) => ({
  created_at: `2026-11-21T${String(hour).padStart(2, "0")}:00:00Z`,
  canceled_at: null,
  shipped_at: null,
  delivered_at: null,
  items: [{ line_item_id: line }, null],
  ...more,
})

const NOON = "2026-11-21T12:00:00Z"
const items = [{ id: "bouquet" }, { id: "replacement" }]

describe("the round of an order in the workshop", () => {
  it("is the whole order while there is no replacement", () => {
    const fulfillments = [made("bouquet", 9, { delivered_at: NOON })]
    expect(currentRound({ items, fulfillments }, null)).toEqual({ items, fulfillments })
  })

  it("has only what no earlier round has shipped", () => {
    const first = made("bouquet", 9, { shipped_at: NOON })
    const second = made("replacement", 13, { shipped_at: NOON })
    expect(currentRound({ items, fulfillments: [first, second] }, NOON)).toEqual({
      items: [{ id: "replacement" }],
      fulfillments: [second],
    })
  })

  it("has the lines of a canceled fulfillment, and a fulfillment that staff made before the round began", () => {
    const canceled = made("bouquet", 9, { canceled_at: NOON })
    const waiting = made("replacement", 11)
    expect(currentRound({ items, fulfillments: [canceled, waiting] }, NOON)).toEqual({
      items,
      fulfillments: [waiting],
    })
  })
})
