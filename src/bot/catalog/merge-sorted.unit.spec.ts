import { mergeSorted } from "./merge-sorted"

const byNumber = (a: number, b: number) => a - b

describe("mergeSorted", () => {
  it.each([
    ["no list", [], []],
    ["one list", [[1, 2, 3]], [1, 2, 3]],
    ["an odd number of lists", [[2, 5], [], [1, 9], [3], [4, 6, 7, 8]], [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ])("merges %s", async (_, lists, merged) => {
    expect(await mergeSorted(lists, byNumber)).toEqual(merged)
  })

  it("keeps the order of equal items", async () => {
    const lists = [["a1", "b1"], ["a2", "c2"], ["a3"]]
    const byLetter = (a: string, b: string) => a.charCodeAt(0) - b.charCodeAt(0)
    expect(await mergeSorted(lists, byLetter)).toEqual(["a1", "a2", "a3", "b1", "c2"])
  })
})
