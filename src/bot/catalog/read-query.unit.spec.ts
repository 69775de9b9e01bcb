import { readQuery } from "./read-query"

describe("a search text", () => {
  it.each([
    ["букет до 300 тысяч", { words: [], from: 0, to: 300_000 }],
    ["до 300", { words: [], from: 0, to: 300_000 }],
    ["розы до 300 000 сум", { words: ["розы"], from: 0, to: 300_000 }],
    ["розы не дороже 250 тыс.", { words: ["розы"], from: 0, to: 250_000 }],
    ["белые розы от 200 до 400 тысяч", { words: ["белые", "розы"], from: 200_000, to: 400_000 }],
    ["букет от 1,5 млн", { words: [], from: 1_500_000, to: Infinity }],
    ["atirgul 300 minggacha", { words: ["atirgul"], from: 0, to: 300_000 }],
    ["200 mingdan 400 ming soʻmgacha guldasta", { words: [], from: 200_000, to: 400_000 }],
    ["101 роза", { words: ["101", "роза"], from: 0, to: Infinity }],
    ["роза 60 см", { words: ["роза", "60", "см"], from: 0, to: Infinity }],
    ["букет от 7 роз", { words: ["букет", "7", "роз"], from: 0, to: Infinity }],
    ["25 atirguldan guldasta", { words: ["25", "atirguldan", "guldasta"], from: 0, to: Infinity }],
  ])("has prices: %s", (text, { words, from, to }) => {
    expect(readQuery(text, "uzs")).toMatchObject({ words, from, to })
  })

  it("counts in thousands only where small amounts do not exist", () => {
    expect(readQuery("до 30", "usd")).toMatchObject({ to: 30 })
    expect(readQuery("до 30", "uzs")).toMatchObject({ to: 30_000 })
  })

  it.each([
    ["8 марта", [], ["mother", "love", "thanks"]],
    ["тюльпаны на 8-е марта", ["тюльпаны"], ["mother", "love", "thanks"]],
    ["8-mart uchun gullar", [], ["mother", "love", "thanks"]],
    ["день святого Валентина", [], ["love"]],
    ["букет на похороны", [], ["sympathy"]],
    ["на похороны", [], ["sympathy"]],
    ["18 марта", ["18", "марта"], []],
  ])("has a holiday: %s", (text, words, occasions) => {
    expect(readQuery(text, "uzs")).toMatchObject({ words, occasions })
  })

  it("is about a celebration, about sympathy, or neither", () => {
    const about = (text: string) => readQuery(text, "uzs").about
    expect(["маме на юбилей", "toʻy uchun", "8 марта"].map(about)).toEqual(Array(3).fill("festive"))
    expect(["на похороны", "taʼziya"].map(about)).toEqual(["sympathy", "sympathy"])
    expect(["красные розы", "oq atirgul"].map(about)).toEqual(["anything", "anything"])
  })
})
