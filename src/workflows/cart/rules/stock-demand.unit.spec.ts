import { countedItems, scarceItems, withFreshLevels, type StockedVariant } from "./stock-demand"

const level = (stocked: number, reserved = 0, channel = "sc_telegram") => ({
  location_id: "sloc",
  stocked_quantity: stocked,
  reserved_quantity: reserved,
  stock_locations: [{ sales_channels: [{ id: channel }] }],
})

const bouquet = (roses: number, levels = [level(10)]): StockedVariant => ({
  id: `roses-${roses}`,
  manage_inventory: true,
  inventory_items: [
    { inventory_item_id: "rose", required_quantity: roses, inventory: { location_levels: levels } },
  ],
})

describe("what is scarce", () => {
  const scarce = (lines: [StockedVariant | null, number][]) =>
    scarceItems(
      lines.map(([variant, quantity]) => ({ variant, quantity })),
      "sc_telegram",
    )

  it("sums what the lines share", () => {
    expect(
      scarce([
        [bouquet(5), 1],
        [bouquet(3), 1],
      ]),
    ).toEqual([])
    expect(
      scarce([
        [bouquet(5), 1],
        [bouquet(3), 2],
      ]),
    ).toEqual(["rose"])
    expect(
      scarce([
        [bouquet(5), 1],
        [bouquet(5), 1],
        [bouquet(5), 1],
      ]),
    ).toEqual(["rose"])
  })

  it("leaves out what is reserved, and what other channels have", () => {
    expect(scarce([[bouquet(5, [level(10, 6)]), 1]])).toEqual(["rose"])
    expect(scarce([[bouquet(5, [level(10, 0, "sc_other")]), 1]])).toEqual(["rose"])
    expect(scarce([[bouquet(5, []), 1]])).toEqual(["rose"])
    // Two locations with four each make no bouquet of five.
    expect(scarce([[bouquet(5, [level(4), level(4)]), 1]])).toEqual(["rose"])
  })

  it("does not count what is not counted, or may be sold beyond stock", () => {
    expect(
      scarce([
        [{ ...bouquet(50), manage_inventory: false }, 1],
        [{ ...bouquet(50), allow_backorder: true }, 1],
        [null, 1],
      ]),
    ).toEqual([])
  })
})

it("judges by the stock of this moment", () => {
  const lines = [{ variant: bouquet(5), quantity: 1 }]
  const fresh = (reserved_quantity: number, location_id = "sloc") =>
    withFreshLevels(lines, [
      { inventory_item_id: "rose", location_id, stocked_quantity: 10, reserved_quantity },
    ])
  expect(scarceItems(fresh(5), "sc_telegram")).toEqual([])
  expect(scarceItems(fresh(6), "sc_telegram")).toEqual(["rose"])
  expect(scarceItems(fresh(6, "elsewhere"), "sc_telegram")).toEqual([])
})

it("lists what is taken from stock", () => {
  const uncounted = { ...bouquet(1), manage_inventory: false }
  expect(
    countedItems([
      { variant: bouquet(1), quantity: 1 },
      { variant: uncounted, quantity: 1 },
      { quantity: 1 },
    ]),
  ).toEqual(["rose"])
})
