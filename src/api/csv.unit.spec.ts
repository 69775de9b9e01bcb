import { csvOf, inUnits } from "./csv"

describe("csvOf", () => {
  it("writes a byte-order mark, semicolons and CRLF, and quotes every cell", () => {
    expect(csvOf(["a", "b"], [["x", 1]])).toBe('\uFEFF"a";"b"\r\n"x";"1"\r\n')
  })

  it("doubles quotation marks and writes null as an empty cell", () => {
    expect(csvOf(["a"], [['say "hi"'], [null]])).toBe('\uFEFF"a"\r\n"say ""hi"""\r\n""\r\n')
  })

  it.each(["=1+1", "+1", "-1", "@cmd", "\tx", "\rx"])("never leaves %j as a formula", (text) => {
    expect(csvOf(["a"], [[text]])).toBe(`\uFEFF"a"\r\n"'${text}"\r\n`)
  })

  it("does not change a negative number", () => {
    expect(csvOf(["a"], [[-5]])).toBe('\uFEFF"a"\r\n"-5"\r\n')
  })
})

describe("inUnits", () => {
  it.each([
    [12_000_000, "120000.00"],
    [5, "0.05"],
    [-150, "-1.50"],
    [0, "0.00"],
  ])("writes %s minor units as %s", (minorUnits, text) => expect(inUnits(minorUnits)).toBe(text))
})
