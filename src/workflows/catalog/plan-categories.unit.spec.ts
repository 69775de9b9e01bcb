import type { CatalogCategory } from "./catalog-file"
import { rankChanges, type RankedCategory } from "./plan-categories"
import { increasing } from "./plan-import"

const stored = (handle: string, rank: number, parent: string | null = null): RankedCategory => ({
  id: handle,
  handle,
  rank,
  parent_category_id: parent,
})
const file = (ranks: Record<string, number | undefined>): CatalogCategory[] =>
  Object.entries(ranks).map(([handle, rank]) => ({ handle, rank, name: { ru: handle, uz: handle } }))

describe("rankChanges", () => {
  it("closes gaps below each parent, and leaves other families alone", () => {
    const categories = [stored("a", 0), stored("a1", 1, "a"), stored("a2", 3, "a"), stored("b1", 5, "b")]
    expect(rankChanges(file({ a1: undefined }), categories)).toEqual([
      { id: "a1", rank: 0 },
      { id: "a2", rank: 1 },
    ])
  })

  it("orders the ranked categories of the file among the places that they have", () => {
    const categories = [stored("x", 0), stored("a", 1), stored("y", 2), stored("b", 3)]
    expect(rankChanges(file({ a: 20, b: 10 }), categories).map(({ id }) => id)).toEqual(["x", "b", "y", "a"])
    expect(rankChanges(file({ a: 10, b: 20 }), categories)).toEqual([])
  })
})

describe("increasing", () => {
  it.each([
    [
      [undefined, undefined, undefined],
      [0, 1, 2],
    ],
    [
      [0, 0, 0],
      [0, 1, 2],
    ],
    [
      [0, 2, 5],
      [0, 2, 5],
    ],
    [
      [2, 0, undefined, 9],
      [2, 3, 4, 9],
    ],
    [
      [null, 0],
      [0, 1],
    ],
  ])("makes %j to %j", (present, ranks) => expect(increasing(present)).toEqual(ranks))
})
