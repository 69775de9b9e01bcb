import { inSlices } from "../../lib/slices"
import type { CatalogFile, CatalogProduct, CatalogVariant } from "./catalog-file"

/** Finds parts of a valid file by their names. */
export type FileIndex = {
  /** Handles of the categories. */
  categories: Set<string>
  /** Variants by SKU. */
  variants: Map<string, { product: CatalogProduct; variant: CatalogVariant }>
}

export async function indexFile(file: CatalogFile): Promise<FileIndex> {
  const variants: FileIndex["variants"] = new Map()
  for await (const products of inSlices(file.products)) {
    for (const product of products) {
      product.variants.forEach((variant) => variants.set(variant.sku, { product, variant }))
    }
  }
  return { categories: new Set(file.categories.map(({ handle }) => handle)), variants }
}
