import { amount, money, textsIn } from "./texts"

const plain = (text: string) => text.replace(/\s/g, " ")

describe("format of a price", () => {
  it("uses whole soums and the user's language", () => {
    expect(plain(money(textsIn("ru"), 260_000, "uzs"))).toBe("260 000 сум")
    expect(plain(money(textsIn("uz"), 260_000, "uzs"))).toBe("260 000 soʻm")
  })

  it("uses the currency of another region with its decimals", () => {
    expect(plain(money(textsIn("ru"), 12_000.5, "kzt"))).toBe("12 000,50 ₸")
    expect(plain(money(textsIn("uz"), 25, "USD"))).toBe("25,00 $")
    expect(plain(money(textsIn("ru"), 1_200, "jpy"))).toBe("1 200 ¥")
    expect(plain(amount(27.5, "usd"))).toBe("27,50")
  })

  it("shows a fraction of a soum as what it is", () => {
    expect(plain(money(textsIn("ru"), 4_999.5, "uzs"))).toBe("4 999,50 сум")
    expect(plain(amount(0.1 + 0.2, "usd"))).toBe("0,30")
  })
})
