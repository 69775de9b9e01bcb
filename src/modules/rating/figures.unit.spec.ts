import { shownRating } from "./figures"

describe("the rating of a product", () => {
  it("is shown from five ratings on, with one decimal", () => {
    expect(shownRating(null)).toBeUndefined()
    expect(shownRating({ count: 4, sum: 20 })).toBeUndefined()
    expect(shownRating({ count: 5, sum: 25 })).toEqual({ average: 5, count: 5 })
    expect(shownRating({ count: 12, sum: 57 })).toEqual({ average: 4.8, count: 12 })
    expect(shownRating({ count: 6, sum: 7 })).toEqual({ average: 1.2, count: 6 })
  })
})
