import { money, setCurrency, textsIn } from "./texts"

const plain = (text: string) => text.replace(/\s/g, " ")

describe("format of a price", () => {
  afterEach(() => setCurrency("uzs"))

  it("uses whole soums and the user's language", () => {
    expect(plain(money(textsIn("ru"), 260_000))).toBe("260 000 сум")
    expect(plain(money(textsIn("uz"), 260_000))).toBe("260 000 soʻm")
  })

  it("uses the currency of another region with its decimals", () => {
    setCurrency("kzt")
    expect(plain(money(textsIn("ru"), 12_000.5))).toBe("12 000,50 ₸")
    setCurrency("USD")
    expect(plain(money(textsIn("uz"), 25))).toBe("25,00 $")
  })
})
