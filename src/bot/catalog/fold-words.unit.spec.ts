import { fold, inOtherAlphabet, inOtherLayout, stem, swaps, wordsOf } from "./fold-words"

describe("normalization of search words", () => {
  it("gives spelling variants one form", () => {
    expect(fold("Тёмный")).toBe("темный")
    expect(["oʻzbek", "o'zbek", "O‘ZBEK", "o`zbek", "ozbek"].map(fold)).toEqual(Array(5).fill("ozbek"))
  })

  it("removes stop words, unless there are only stop words", () => {
    expect(wordsOf("Букет из белых роз, для мамы!")).toEqual(["букет", "белых", "роз", "мамы"])
    expect(wordsOf("onam uchun atirgul")).toEqual(["onam", "atirgul"])
    expect(wordsOf("и")).toEqual(["и"])
    expect(wordsOf(" 💐 !!! ")).toEqual([])
  })

  it.each([
    [["роза", "розы", "розой", "розами", "роз"], "роз"],
    [["белый", "белая", "белые", "белых"], "бел"],
    [["gul", "gullar", "gulga", "gulning"], "gul"],
    [["lola", "lolalar"], "lola"],
  ])("lose their endings: %j", (forms, root) => {
    expect(forms.map(stem)).toEqual(forms.map(() => root))
  })

  it("transliterates words into the other alphabet", () => {
    expect(inOtherAlphabet("атиргул")).toBe("atirgul")
    expect(inOtherAlphabet("ғунча")).toBe("guncha")
    expect(inOtherAlphabet("roza")).toBe("роза")
    expect(inOtherAlphabet("xrizantema")).toBe("хризантема")
  })

  it("reads keys of the other layout of the keyboard", () => {
    expect(["hjps", "n.kmgfys", ",tkst hjps", "фешкпгд"].map(inOtherLayout)).toEqual([
      "розы",
      "тюльпаны",
      "белые розы",
      "atirgul",
    ])
  })

  it("returns variants with adjacent letters swapped", () => {
    expect(swaps("пиноы")).toContain("пионы")
    expect(swaps("a")).toEqual([])
  })
})
