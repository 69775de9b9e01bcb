import { orderStops } from "./route"

const SHOP = { latitude: 39.77, longitude: 64.42 }
const at = (name: string, starts: number | undefined, longitude?: number) => ({
  name,
  starts,
  place: longitude === undefined ? undefined : { latitude: 39.77, longitude },
})
const names = (stops: ReturnType<typeof at>[], from: typeof SHOP | undefined = SHOP) =>
  orderStops(stops, from).map(({ name }) => name)

describe("the order of a courier's stops", () => {
  it("goes to the nearest stop of the earliest slot, and on from there", () => {
    expect(
      names([
        at("far", 9, 64.5),
        at("near", 9, 64.43),
        at("middle", 9, 64.46),
        at("back", 11, 64.42),
        at("beyond", 11, 64.51),
      ]),
    ).toEqual(["near", "middle", "far", "beyond", "back"])
  })

  it("puts addresses without a point at the end of their slot, and orders without a slot last", () => {
    expect(
      names([at("whenever", undefined, 64.43), at("typed", 9), at("late", 11, 64.43), at("pinned", 9, 64.5)]),
    ).toEqual(["pinned", "typed", "late", "whenever"])
  })

  it("begins anywhere when the shop's place is not known, and needs no stop", () => {
    expect(orderStops([at("one", 9, 64.5), at("two", 9, 64.43)], undefined).map(({ name }) => name)).toEqual([
      "one",
      "two",
    ])
    expect(names([])).toEqual([])
  })
})
