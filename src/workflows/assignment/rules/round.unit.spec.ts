import { currentRound, type RoundFulfillment } from "./round"

const made = (line: string, more: Partial<RoundFulfillment> = {}) => ({
  canceled_at: null,
  shipped_at: null,
  delivered_at: null,
  items: [{ line_item_id: line }, null],
  ...more,
})

const MORNING = "2026-11-21T09:00:00Z"
const NOON = "2026-11-21T12:00:00Z"
const EVENING = "2026-11-21T18:00:00Z"
const items = [{ id: "bouquet" }, { id: "replacement" }]

describe("the round of an order in the workshop", () => {
  it("is the whole order while there is no replacement", () => {
    const fulfillments = [made("bouquet", { delivered_at: MORNING })]
    expect(currentRound({ items, fulfillments }, null)).toEqual({ items, fulfillments })
  })

  it("has only what no earlier round has shipped", () => {
    const first = made("bouquet", { shipped_at: MORNING, delivered_at: EVENING })
    const second = made("replacement", { shipped_at: EVENING })
    expect(currentRound({ items, fulfillments: [first, second] }, NOON)).toEqual({
      items: [{ id: "replacement" }],
      fulfillments: [second],
    })
  })

  it("has the lines of a canceled fulfillment, and a fulfillment that staff made before the round began", () => {
    const canceled = made("bouquet", { canceled_at: MORNING })
    const waiting = made("replacement")
    expect(currentRound({ items, fulfillments: [canceled, waiting] }, NOON)).toEqual({
      items,
      fulfillments: [waiting],
    })
  })
})
