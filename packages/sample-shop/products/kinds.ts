import type { CatalogFileInput } from "../../../src/workflows/catalog/catalog-file"

type Product = NonNullable<CatalogFileInput["products"]>[number]
type Addon = NonNullable<Product["addon"]>
type Pair = [ru: string, uz: string]
type Texts = { title: Pair; description: Pair }
/** Quantity of each SKU in one product. */
export type Contents = Record<string, number>
type Size = { price: number; contents: Contents }

const texts = ({ title, description }: Texts) => ({
  title: { ru: title[0], uz: title[1] },
  description: { ru: description[0], uz: description[1] },
})

const kit = (contents: Contents) => Object.entries(contents).map(([sku, quantity]) => ({ sku, quantity }))

const SIZE_OPTION = {
  title: { ru: "Размер", uz: "Oʻlcham" },
  values: ["S", "M", "L"].map((size) => ({ ru: size, uz: size })),
}

/** A flower that is sold singly. Prices are in soums. */
export function stem(
  handle: string,
  sku: string,
  price: number,
  stock: number,
  popularity: number,
  tags: string[],
  words: Texts,
): Product {
  return piece("stem", "stems", handle, sku, price, stock, popularity, tags, words)
}

/** A product with one variant and its own stock. Prices are in soums. */
export function piece(
  kind: Product["kind"],
  category: string,
  handle: string,
  sku: string,
  price: number,
  stock: number,
  popularity: number,
  tags: string[],
  words: Texts,
): Product {
  return {
    handle,
    kind,
    ...texts(words),
    popularity,
    categories: [category],
    tags,
    variants: [{ sku, price, stock }],
  }
}

/** A wrapping or an addition to a bouquet. */
export function addon(
  kind: Addon,
  handle: string,
  sku: string,
  price: number,
  stock: number,
  popularity: number,
  words: Texts,
): Product {
  return { ...piece("addon", "addons", handle, sku, price, stock, popularity, [], words), addon: kind }
}

/** A bouquet in the sizes S, M and L. */
export function bouquet(
  category: string,
  handle: string,
  popularity: number,
  tags: string[],
  words: Texts,
  sizes: { S: Size; M: Size; L: Size },
): Product {
  return {
    handle,
    kind: "bouquet",
    ...texts(words),
    popularity,
    categories: ["bouquets", category],
    tags,
    options: [SIZE_OPTION],
    variants: Object.entries(sizes).map(([size, { price, contents }]) => ({
      sku: `${handle.toUpperCase()}-${size}`,
      options: { [SIZE_OPTION.title.ru]: size },
      price,
      contents: kit(contents),
    })),
  }
}

/** An arrangement in one size. */
export function arrangement(
  kind: "bouquet" | "composition" | "dried",
  categories: string[],
  handle: string,
  popularity: number,
  tags: string[],
  words: Texts,
  { price, contents }: Size,
): Product {
  return {
    handle,
    kind,
    ...texts(words),
    popularity,
    categories,
    tags,
    variants: [{ sku: handle.toUpperCase(), price, contents: kit(contents) }],
  }
}
