import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CatalogCategory, CatalogProduct } from "../catalog-file"
import { readCategories, readTranslations } from "../read-catalog-state"
import { readProducts } from "../read-products"
import { changedTexts, uzbekTexts, type TranslationChanges } from "../catalog-texts"

/** Plans the Uzbek texts of categories. Runs after the categories exist in the shop. */
export const planCategoryTextsStep = createStep(
  "plan-category-texts",
  async (categories: CatalogCategory[], { container }) => {
    const known = categories.length ? await readCategories(container) : []
    const texts = uzbekTexts({ categories, products: [] }, { categories: known, products: [] })
    return new StepResponse(await changesOf(container, texts))
  },
)

/** Plans the Uzbek texts of products that the shop had before the import. Runs after their options and variants exist. */
export const planProductTextsStep = createStep(
  "plan-product-texts",
  async (products: CatalogProduct[], { container }) => {
    const known = await readProducts(
      container,
      products.map(({ handle }) => handle),
    )
    const texts = uzbekTexts({ categories: [], products }, { categories: [], products: known })
    return new StepResponse(await changesOf(container, texts))
  },
)

async function changesOf(
  container: MedusaContainer,
  texts: ReturnType<typeof uzbekTexts>,
): Promise<TranslationChanges> {
  const ids = texts.map(({ reference_id }) => reference_id)
  return changedTexts(texts, await readTranslations(container, ids))
}
