import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { batchTranslationsWorkflow, createProductCategoriesWorkflow } from "@medusajs/medusa/core-flows"
import type { CatalogCategory } from "./catalog-file"
import { orderCategoriesStep } from "./steps/order-categories"
import { planCategoryTextsStep } from "./steps/plan-texts"
import { updateCategoriesStep } from "./steps/update-categories"
import { categoriesInput, categoryIds, type CategoryImport } from "./write-inputs"

type Input = CategoryImport & { categories: CatalogCategory[] }

/** Creates and updates the categories of an import: all or none. */
export const writeCategoriesWorkflow = createWorkflow("write-categories", (input: Input) => {
  const first = createProductCategoriesWorkflow
    .runAsStep({
      input: { product_categories: transform(input, (data) => categoriesInput(data, 0, [])) },
    })
    .config({ name: "create-categories-level-1" })
  const second = createProductCategoriesWorkflow
    .runAsStep({
      input: {
        product_categories: transform({ input, first }, (data) =>
          categoriesInput(data.input, 1, [data.first]),
        ),
      },
    })
    .config({ name: "create-categories-level-2" })
  const third = createProductCategoriesWorkflow
    .runAsStep({
      input: {
        product_categories: transform({ input, first, second }, (data) =>
          categoriesInput(data.input, 2, [data.first, data.second]),
        ),
      },
    })
    .config({ name: "create-categories-level-3" })
  const fourth = createProductCategoriesWorkflow
    .runAsStep({
      input: {
        product_categories: transform({ input, first, second, third }, (data) =>
          categoriesInput(data.input, 3, [data.first, data.second, data.third]),
        ),
      },
    })
    .config({ name: "create-categories-level-4" })
  const ids = transform({ input, first, second, third, fourth }, (data) =>
    categoryIds(data.input.known, [data.first, data.second, data.third, data.fourth]),
  )
  updateCategoriesStep({ changes: input.plan.category_changes, ids })
  orderCategoriesStep(input.categories)
  const texts = planCategoryTextsStep(input.categories)
  batchTranslationsWorkflow.runAsStep({
    input: transform(texts, ({ create, update }) => ({ create, update, delete: [] })),
  })
  return new WorkflowResponse(undefined)
})
