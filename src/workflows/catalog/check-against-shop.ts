import type { CatalogFile, CatalogProblem, CatalogProduct } from "./catalog-file"
import type { FileIndex } from "./file-index"
import type { CatalogState, ProductState } from "./catalog-state"
import { DEFAULT_OPTION } from "./catalog-texts"

/** Maximum depth of the category tree. The bot shows one screen per level. */
const MAX_CATEGORY_DEPTH = 4

/** Finds the categories of a valid file that conflict with the current categories of the shop. */
export function checkCategoryTree(
  file: Pick<CatalogFile, "categories">,
  state: Pick<CatalogState, "categories">,
): CatalogProblem[] {
  const handleOf = new Map(state.categories.map(({ id, handle }) => [id, handle]))
  const parents = new Map<string, string | undefined>(
    state.categories.map(({ handle, parent_category_id }) => [
      handle,
      handleOf.get(parent_category_id ?? ""),
    ]),
  )
  for (const { handle, parent } of file.categories) {
    parents.set(handle, parent === undefined ? parents.get(handle) : (parent ?? undefined))
  }
  return file.categories.flatMap(({ handle, parent }, index): CatalogProblem[] => {
    const path = `categories[${index}].parent`
    if (parent && !parents.has(parent)) {
      return [{ path, handle, message: `names ${parent}, which is neither in the file nor in the shop` }]
    }
    const depth = depthOf(handle, parents)
    if (depth === "cycle") {
      return [{ path, handle, message: "must not be the category itself or a category below it" }]
    }
    return depth > MAX_CATEGORY_DEPTH
      ? [{ path, handle, message: `must not be nested deeper than ${MAX_CATEGORY_DEPTH} levels` }]
      : []
  })
}

function depthOf(handle: string, parents: Map<string, string | undefined>): number | "cycle" {
  const passed = new Set<string>([handle])
  for (let next = parents.get(handle); next; next = parents.get(next)) {
    if (passed.has(next)) {
      return "cycle"
    }
    passed.add(next)
  }
  return passed.size
}

/**
 * Finds everything in a product of a valid file that conflicts with the current data of the shop.
 *
 * @param at position of the product in the file
 * @param state the shop's data of this product, and all categories
 */
export function checkProduct(
  product: CatalogProduct,
  at: number,
  file: FileIndex,
  state: CatalogState,
): CatalogProblem[] {
  const problems: CatalogProblem[] = []
  const add = (field: string, message: string) =>
    problems.push({ path: `products[${at}].${field}`, handle: product.handle, message })

  product.categories?.forEach((handle, index) => {
    if (!file.categories.has(handle) && !state.categories.some((category) => category.handle === handle)) {
      add(`categories[${index}]`, `names ${handle}, which is neither in the file nor in the shop`)
    }
  })
  checkVariants(file, product, state, add)
  const known = state.products.find(({ handle }) => handle === product.handle)
  if (known && !known.is_ours) {
    add(
      "handle",
      "is the handle of a product that is in no sales channel of the shop: choose another handle, or add that product to the bot's sales channel",
    )
  } else if (known) {
    checkKnownOptions(product, known, add)
  }
  return problems
}

type Add = (field: string, message: string) => void

function checkVariants(file: FileIndex, product: CatalogProduct, state: CatalogState, add: Add): void {
  product.variants.forEach((variant, at) => {
    const owner = state.owners.find(({ sku }) => sku === variant.sku)
    if (owner && owner.product_handle !== product.handle) {
      add(`variants[${at}].sku`, `is already used by the product ${owner.product_handle}`)
    }
    const reserved = state.items.find(({ sku }) => sku === variant.sku)?.level?.reserved ?? 0
    if (variant.stock !== undefined && variant.stock < reserved) {
      add(`variants[${at}].stock`, `must be at least ${reserved}: that many are reserved for orders`)
    }
    variant.contents?.forEach(({ sku }, line) => {
      const message = contentProblem(file, state, sku)
      if (message) {
        add(`variants[${at}].contents[${line}].sku`, message)
      }
    })
  })
}

function contentProblem(file: FileIndex, state: CatalogState, sku: string): string | undefined {
  const inFile = file.variants.get(sku)?.variant
  if (inFile?.contents) {
    return `names ${sku}, which has contents itself`
  }
  const inShop = state.items.some((item) => item.sku === sku)
  return inFile || inShop ? undefined : `names ${sku}, which is neither in the file nor in stock in the shop`
}

/** The options of an existing product must not change, because its variants and orders refer to them. */
function checkKnownOptions(product: CatalogProduct, known: ProductState, add: Add): void {
  const given = (product.options ?? []).map(({ title }) => title.ru)
  const present = known.options.map(({ title }) => title).filter((title) => title !== DEFAULT_OPTION.title)
  if ([...given].sort().join("\n") !== [...present].sort().join("\n")) {
    const names = present.map((title) => `«${title}»`).join(", ") || "none"
    add(
      "options",
      `must be those that the product has in the shop (${names}): create a new product to change them`,
    )
    return
  }
  const own = new Set(product.variants.map(({ sku }) => sku))
  const others = known.variants.filter(({ sku }) => !sku || !own.has(sku))
  product.variants.forEach((variant, at) => {
    const duplicate = others.find(({ options }) =>
      given.every((title) => options[title] === variant.options?.[title]),
    )
    if (duplicate) {
      add(
        `variants[${at}].options`,
        `are the same as those of the variant ${duplicate.sku ?? duplicate.title} in the shop`,
      )
    }
  })
}
