import type { Category, Product } from "./types"

export type CategoryRow = {
  id: string
  handle: string
  name: string
  rank: number | null
  parent_category_id: string | null
}

/**
 * Builds the category tree in the order of `rank`. Leaves out categories without products.
 *
 * @param uzbekNames Uzbek names by category id
 * @param products sorted by popularity; each category keeps this order
 */
export function categoryTree(
  rows: CategoryRow[],
  uzbekNames: Map<string, string>,
  products: Product[],
): { roots: Category[]; categoryById: Map<string, Category> } {
  const inOrder = [...rows].sort(
    (a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.name.localeCompare(b.name, "ru"),
  )
  const known = new Set(rows.map((row) => row.id))
  const categoryById = new Map<string, Category>()
  const productsOf = productsByCategory(rows, products)

  const branch = (parentId: string | null): Category[] =>
    inOrder
      .filter((row) => (known.has(row.parent_category_id ?? "") ? row.parent_category_id : null) === parentId)
      .map((row) => grow(row))
      .filter((category) => category.products.length > 0)

  const grow = (row: CategoryRow): Category => {
    const children = branch(row.id)
    const category = {
      id: row.id,
      handle: row.handle,
      name: { ru: row.name, uz: uzbekNames.get(row.id) || row.name },
      parent_id: known.has(row.parent_category_id ?? "") ? row.parent_category_id : null,
      children,
      products: productsOf.get(row.id) ?? [],
    }
    if (category.products.length) {
      categoryById.set(row.id, category)
    }
    return category
  }

  return { roots: branch(null), categoryById }
}

/** The products of each category and of the categories below it, in their order. */
function productsByCategory(rows: CategoryRow[], products: Product[]): Map<string, Product[]> {
  const parents = new Map(rows.map((row) => [row.id, row.parent_category_id]))
  const lists = new Map(rows.map((row): [string, Product[]] => [row.id, []]))
  for (const product of products) {
    const ids = new Set<string>()
    for (const category of product.category_ids) {
      for (let id = category; lists.has(id) && !ids.has(id); id = parents.get(id) ?? "") {
        ids.add(id)
      }
    }
    ids.forEach((id) => lists.get(id)?.push(product))
  }
  return lists
}
