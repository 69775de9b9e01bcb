import type { CatalogFileInput } from "../../src/workflows/catalog/catalog-file"

const STEMS = 20
const CATEGORIES = 8
const SIZES = ["S", "M", "L"]
/** Stock per stem; large enough for every measurement. */
const STOCK = 1_000_000

const number = (index: number) => String(index + 1).padStart(4, "0")

/**
 * Builds a catalogue with `size` products. One fifth of them, at most 20, are stems. The others are bouquets in three
 * sizes, each made of two kinds of stems.
 */
export function benchCatalog(size: number): Required<CatalogFileInput> {
  const stems = Math.min(STEMS, Math.floor(size / 5))
  return {
    categories: Array.from({ length: CATEGORIES }, (_, index) => ({
      handle: `shelf-${index + 1}`,
      name: { ru: `Полка ${index + 1}`, uz: `Javon ${index + 1}` },
    })),
    products: [
      ...Array.from({ length: stems }, (_, index) => stem(index)),
      ...Array.from({ length: size - stems }, (_, index) => bouquet(index, stems)),
    ],
  }
}

type Product = NonNullable<CatalogFileInput["products"]>[number]

function stem(index: number): Product {
  return {
    handle: `stem-${number(index)}`,
    kind: "stem",
    title: { ru: `Роза ${number(index)}`, uz: `Atirgul ${number(index)}` },
    categories: ["shelf-1"],
    variants: [{ sku: `STEM-${number(index)}`, price: 20_000 + index * 1000, stock: STOCK }],
  }
}

function bouquet(index: number, stems: number): Product {
  const first = `STEM-${number(index % stems)}`
  const second = `STEM-${number((index + 1) % stems)}`
  return {
    handle: `bouquet-${number(index)}`,
    kind: "bouquet",
    title: { ru: `Букет ${number(index)}`, uz: `Guldasta ${number(index)}` },
    description: {
      ru: "Розы в крафтовой бумаге, перевязанные лентой. Три размера, одно признание.",
      uz: "Kraft qogʻozidagi atirgullar, lenta bilan bogʻlangan. Uch oʻlcham, bitta eʼtirof.",
    },
    categories: [`shelf-${(index % CATEGORIES) + 1}`],
    tags: ["color:red"],
    popularity: index % 100,
    options: [
      { title: { ru: "Размер", uz: "Oʻlcham" }, values: SIZES.map((size) => ({ ru: size, uz: size })) },
    ],
    variants: SIZES.map((size, step) => ({
      sku: `BOUQUET-${number(index)}-${size}`,
      options: { Размер: size },
      price: 200_000 + (index % 50) * 10_000 + step * 100_000,
      contents: [
        { sku: first, quantity: 5 + step * 4 },
        { sku: second, quantity: 4 + step * 2 },
      ],
    })),
  }
}
