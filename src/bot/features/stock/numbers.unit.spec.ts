import { costIn, count, quantityIn } from "./numbers"

describe("numbers of a stock note", () => {
  it.each([
    ["25", 25],
    [" 1 000 ", 1000],
    ["1\u00a0000", 1000],
    ["12,5", 12.5],
    ["0.125", 0.125],
    ["٢٥", 25],
    ["100000", 100_000],
  ])("reads the pieces of %j", (text, pieces) => {
    expect(quantityIn(text)).toBe(pieces)
  })

  it.each([
    "",
    "0",
    "0,000",
    "-5",
    "−5",
    "1e9",
    "100001",
    "12,3456",
    "пять",
    "🌹",
    "5 роз",
    "9".repeat(5_000_000),
  ])("refuses %.12j as pieces", (text) => {
    expect(quantityIn(text)).toBeUndefined()
  })

  it.each([
    ["7000", 700_000],
    ["7 000 сум", 700_000],
    ["7000 soʻm", 700_000],
    ["0", 0],
    ["1,25", 125],
  ])("reads the cost of %j in minor units", (text, cost) => {
    expect(costIn(text, 100)).toBe(cost)
  })

  it.each(["дорого", "-1", "1e9", "1,255", "100000001", "🌹"])("refuses %j as a cost", (text) => {
    expect(costIn(text, 1)).toBeUndefined()
  })

  it("refuses a cost that makes the line too expensive", () => {
    expect(costIn("10000000", 1000)).toBe(1e9)
    expect(costIn("10000000", 1001)).toBeUndefined()
  })

  it("groups the digits of pieces", () => {
    expect(count("1500.500")).toBe("1\u00a0500,5")
  })
})
