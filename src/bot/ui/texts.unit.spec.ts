import { money, setCurrency, textsIn } from "./texts"

const plain = (text: string) => text.replace(/\s/g, " ")

describe("a price", () => {
  afterEach(() => setCurrency("uzs"))

  it("is in whole soums, in the person's language", () => {
    expect(plain(money(textsIn("ru"), 260_000))).toBe("260 000 сум")
    expect(plain(money(textsIn("uz"), 260_000))).toBe("260 000 soʻm")
  })

  it("is in the currency of a store elsewhere, with its own digits", () => {
    setCurrency("kzt")
    expect(plain(money(textsIn("ru"), 12_000.5))).toBe("12 000,50 ₸")
    setCurrency("USD")
    expect(plain(money(textsIn("uz"), 25))).toBe("25,00 $")
  })
})
