import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
import { CatalogInvalidError } from "./catalog-invalid-error"
import type { CatalogProduct } from "./catalog-file"
import type { CatalogState } from "./catalog-state"
import { productTexts, type UzbekText } from "./catalog-texts"
import { changedPictures, problemsOfProducts, type ChangedPicture, type CheckedImport } from "./import-check"
import type { ImportPlan } from "./import-plan"
import type { PictureRules } from "./picture-source"
import { planProducts } from "./plan-import"
import { readCatalogState } from "./read-catalog-state"

/** A new product with the ids that it gets, so that its prices, stock and links can be written before it. */
export type NewProduct = { id: string; product: CatalogProduct; variantIds: string[] }

/** What a batch of products writes. */
export type ImportBatch = {
  /** The products of the batch. */
  products: CatalogProduct[]
  state: CatalogState
  plan: ImportPlan
  created: NewProduct[]
  /** The keys of each product's pictures, by the product's handle. */
  keys: Record<string, string[]>
  pictures: ChangedPicture[]
  rules: PictureRules
  downloads: string
}

const batches = new Map<string, ImportBatch>()

/**
 * Lets a workflow find a batch by its id. A workflow copies its input at each step, and a batch is large.
 *
 * @param use runs the workflow
 */
export async function withBatch(batch: ImportBatch, use: (id: string) => Promise<unknown>): Promise<void> {
  const id = generateEntityId("", "batch")
  batches.set(id, batch)
  try {
    await use(id)
  } finally {
    batches.delete(id)
  }
}

/** The batch with this id. */
export function batchOf({ id }: { id: string }): ImportBatch {
  const batch = batches.get(id)
  if (!batch) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `The batch ${id} of an import is not in this process.`,
    )
  }
  return batch
}

/**
 * Reads the shop's data of some products of a checked file, and plans the changes.
 *
 * @param from position of the first product in the file
 * @throws CatalogInvalidError when the shop has changed since the check, so that a product cannot be imported any more
 */
export async function planBatch(
  container: MedusaContainer,
  checked: CheckedImport,
  products: CatalogProduct[],
  from: number,
): Promise<ImportBatch> {
  const state = await readCatalogState(container, checked.base, products)
  const problems = problemsOfProducts(products, from, checked.index, state)
  if (problems.length) {
    throw new CatalogInvalidError(problems, from)
  }
  const plan = planProducts({ products, from, index: checked.index }, state, checked.keys)
  const { rules, downloads } = checked
  return {
    products,
    state,
    plan,
    created: plan.products.map((product) => ({
      id: generateEntityId("", "prod"),
      product,
      variantIds: product.variants.map(() => generateEntityId("", "variant")),
    })),
    keys: Object.fromEntries(
      products.flatMap(({ handle }) => {
        const keys = checked.keys.get(handle)
        return keys ? [[handle, keys]] : []
      }),
    ),
    pictures: changedPictures(products, from, checked, state),
    rules,
    downloads,
  }
}

/** Ids of the records that a batch creates last: an interrupted batch left only what refers to them. */
export type InFlight = { product_id: string[]; variant_id: string[] }

export const inFlightOf = ({ created }: ImportBatch): InFlight => ({
  product_id: created.map(({ id }) => id),
  variant_id: created.flatMap(({ variantIds }) => variantIds),
})

/** The Uzbek texts of a new product and its variants. */
export function newTexts({ id, product, variantIds }: NewProduct): UzbekText[] {
  const variants = product.variants.map(({ sku }, at) => ({ id: variantIds[at], sku }))
  return productTexts(product, { id, variants, options: [] })
}
