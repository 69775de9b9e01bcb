import { bySize } from "./load"

type Size = Parameters<typeof bySize>[0]

const size = (id: string, rank: number | null, variant_rank = 0, price = 0): Size => ({
  id,
  variant_rank,
  options: [{ option_id: "opt_1", rank }],
  price,
})
const order = (...rows: Size[]) =>
  [rows, [...rows].reverse()].map((all) =>
    [...all]
      .sort(bySize)
      .map(({ id }) => id)
      .join(" "),
  )

describe("bySize", () => {
  it("follows the ranks of the option's values; a value without a rank comes last", () => {
    expect(order(size("L", 2), size("XL", null), size("S", 0), size("M", 1))).toEqual([
      "S M L XL",
      "S M L XL",
    ])
  })

  it("follows the variants' ranks and then their prices when no value has a rank", () => {
    expect(order(size("M", null, 1), size("L", null, 2), size("S", null, 0))).toEqual(["S M L", "S M L"])
    expect(order(size("M", null, 0, 2), size("L", null, 0, 3), size("S", null, 0, 1))).toEqual([
      "S M L",
      "S M L",
    ])
  })

  it("gives equal variants one order", () => {
    expect(order(size("b", null), size("a", null), size("c", null))).toEqual(["a b c", "a b c"])
  })
})
