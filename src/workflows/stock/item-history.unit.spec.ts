import { daysBack } from "./item-history"

describe("the history of an item", () => {
  it("counts the stock back from today, and shows days without movements", () => {
    const changed = [
      { day: "2026-11-30", change: -3.1, received: 0, sold: 2, lost: 1.1 },
      { day: "2026-11-28", change: 12, received: 10, sold: 0, lost: 0 },
    ]
    expect(daysBack(changed, { today: "2026-11-30", days: 4, stocked: 20.2 })).toEqual([
      { day: "2026-11-27", received: 0, sold: 0, lost: 0, other: 0, stock: 11.3 },
      { day: "2026-11-28", received: 10, sold: 0, lost: 0, other: 2, stock: 23.3 },
      { day: "2026-11-29", received: 0, sold: 0, lost: 0, other: 0, stock: 23.3 },
      { day: "2026-11-30", received: 0, sold: 2, lost: 1.1, other: 0, stock: 20.2 },
    ])
  })
})
