import { withoutInvisible } from "../../lib/plain-text"

export type Column =
  "sku" | "title" | "location" | "stock" | "received" | "change" | "cost" | "supplier" | "fresh_until"

/** Headers in English, Russian and Uzbek, in lower case, without points and apostrophes. The export has the first of each list. */
const HEADERS: Record<Column, string[]> = {
  sku: ["sku", "артикул", "код", "kod", "artikul"],
  title: ["item", "title", "name", "название", "наименование", "товар", "цветок", "nomi", "mahsulot", "gul"],
  location: ["location", "склад", "место", "магазин", "ombor", "joy", "dokon"],
  stock: [
    "stocked",
    "stock",
    "in stock",
    "count",
    "counted",
    "остаток",
    "остатки",
    "факт",
    "в наличии",
    "qoldiq",
  ],
  received: ["received", "incoming", "приход", "пришло", "принято", "поступление", "kirim", "keldi", "qabul"],
  change: ["change", "изменение", "поправка", "разница", "ozgarish", "farq"],
  cost: [
    "cost",
    "unit cost",
    "unit_cost",
    "цена закупки",
    "закупка",
    "себестоимость",
    "цена",
    "tannarx",
    "narx",
    "narxi",
  ],
  supplier: ["supplier", "поставщик", "yetkazib beruvchi", "kimdan"],
  fresh_until: [
    ...[
      "fresh until",
      "fresh_until",
      "wilts on",
      "wilts_on",
      "годен до",
      "срок",
      "срок годности",
      "свежий до",
    ],
    ...["muddat", "muddati", "yaroqlilik muddati"],
  ],
}

/** The position of each column that a file has. */
export type Columns = Partial<Record<Column, number>>

const plain = (header: string): string =>
  withoutInvisible(header)
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/['’‘ʻʼ`´.:*]/g, "")
    .replace(/\s+/g, " ")
    .trim()

/** The columns that say what happens to the stock. A file has one of them. */
export const EFFECTS = ["stock", "received", "change"] as const satisfies Column[]

/** The columns of a header line; undefined for a line that is none. */
export function columnsIn(cells: string[]): Columns | undefined {
  const headers = cells.map(plain)
  const columns: Columns = {}
  for (const [column, names] of Object.entries(HEADERS) as [Column, string[]][]) {
    const index = headers.findIndex((header) => names.includes(header))
    if (index >= 0) {
      columns[column] = index
    }
  }
  const hasItem = columns.sku !== undefined || columns.title !== undefined
  return hasItem && EFFECTS.some((effect) => columns[effect] !== undefined) ? columns : undefined
}
