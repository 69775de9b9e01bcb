import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  acquireLockStep,
  batchInventoryItemLevelsWorkflow,
  batchLinksWorkflow,
  batchTranslationsWorkflow,
  createInventoryItemsWorkflow,
  createProductCategoriesWorkflow,
  createProductsWorkflow,
  createProductTagsWorkflow,
  createProductVariantsWorkflow,
  releaseLockStep,
  updateProductOptionValuesOnProductStep,
  updateProductsWorkflow,
  updateProductVariantsWorkflow,
  uploadFilesWorkflow,
} from "@medusajs/medusa/core-flows"
import type { ImportPlan } from "./import-plan"
import { planTextsStep } from "./steps/plan-texts"
import { orderCategoriesStep } from "./steps/order-categories"
import { prepareImportStep, type PrepareImportInput } from "./steps/prepare-import"
import { rankOptionValuesStep } from "./steps/rank-option-values"
import { updateCategoriesStep } from "./steps/update-categories"
import {
  categoriesInput,
  collectIds,
  itemsInput,
  kitLinks,
  levelsInput,
  productChangesInput,
  productsInput,
  variantsInput,
} from "./write-inputs"

/** Result of an import: numbers of categories and products, and notes for the user. */
export type ImportResult = Pick<ImportPlan, "created" | "updated" | "unchanged" | "notes">

const LOCK = { key: "catalog-import", timeout: 120, ttl: 300, executeOnSubWorkflow: true }

export const importCatalogWorkflowId = "import-catalog"

/**
 * Imports a catalogue file: creates and updates categories, products, kits, stock, pictures and texts in both
 * languages. Writes everything or nothing. A lock allows one import at a time.
 *
 * @throws CatalogInvalidError with all problems of the file, before anything is written
 */
export const importCatalogWorkflow = createWorkflow(importCatalogWorkflowId, (input: PrepareImportInput) => {
  acquireLockStep(LOCK)
  const prepared = prepareImportStep(input)

  const files = uploadFilesWorkflow.runAsStep({
    input: { files: transform(prepared, ({ pictures }) => pictures.map(({ handle: _, ...file }) => file)) },
  })
  const tags = createProductTagsWorkflow.runAsStep({
    input: { product_tags: transform(prepared, ({ plan }) => plan.tags.map((value) => ({ value }))) },
  })
  const first = createProductCategoriesWorkflow
    .runAsStep({
      input: { product_categories: transform(prepared, (data) => categoriesInput(data, 0, [])) },
    })
    .config({ name: "create-categories-level-1" })
  const second = createProductCategoriesWorkflow
    .runAsStep({
      input: {
        product_categories: transform({ prepared, first }, (data) =>
          categoriesInput(data.prepared, 1, [data.first]),
        ),
      },
    })
    .config({ name: "create-categories-level-2" })
  const third = createProductCategoriesWorkflow
    .runAsStep({
      input: {
        product_categories: transform({ prepared, first, second }, (data) =>
          categoriesInput(data.prepared, 2, [data.first, data.second]),
        ),
      },
    })
    .config({ name: "create-categories-level-3" })
  const fourth = createProductCategoriesWorkflow
    .runAsStep({
      input: {
        product_categories: transform({ prepared, first, second, third }, (data) =>
          categoriesInput(data.prepared, 3, [data.first, data.second, data.third]),
        ),
      },
    })
    .config({ name: "create-categories-level-4" })
  const items = createInventoryItemsWorkflow.runAsStep({ input: { items: transform(prepared, itemsInput) } })
  const written = { prepared, first, second, third, fourth, tags, items, files }
  const ids = transform(written, (data) =>
    collectIds(data.prepared, {
      categories: [data.first, data.second, data.third, data.fourth],
      tags: data.tags,
      items: data.items,
      files: data.files,
    }),
  )
  updateCategoriesStep({ changes: prepared.plan.category_changes, ids: ids.categories })
  orderCategoriesStep(prepared.file)

  const context = { prepared, ids }
  createProductsWorkflow.runAsStep({
    input: { products: transform(context, (data) => productsInput(data.prepared, data.ids)) },
  })
  updateProductOptionValuesOnProductStep(prepared.plan.option_values)
  rankOptionValuesStep({ products: prepared.plan.products, changes: prepared.plan.option_ranks })
  updateProductsWorkflow.runAsStep({
    input: { products: transform(context, (data) => productChangesInput(data.prepared, data.ids)) },
  })
  createProductVariantsWorkflow.runAsStep({
    input: { product_variants: transform(context, (data) => variantsInput(data.prepared, data.ids)) },
  })
  updateProductVariantsWorkflow.runAsStep({ input: { product_variants: prepared.plan.variant_changes } })
  batchLinksWorkflow.runAsStep({ input: transform(context, (data) => kitLinks(data.prepared, data.ids)) })
  batchInventoryItemLevelsWorkflow.runAsStep({
    input: transform(context, (data) => levelsInput(data.prepared, data.ids)),
  })

  const texts = planTextsStep(prepared.file)
  batchTranslationsWorkflow.runAsStep({
    input: transform(texts, ({ create, update }) => ({ create, update, delete: [] })),
  })

  releaseLockStep({ key: LOCK.key, executeOnSubWorkflow: true })
  return new WorkflowResponse(transform(prepared, importResult))
})

export const checkCatalogWorkflowId = "check-catalog"

/** A dry run of {@link importCatalogWorkflow}: same result and errors, but writes nothing. */
export const checkCatalogWorkflow = createWorkflow(checkCatalogWorkflowId, (input: PrepareImportInput) => {
  const prepared = prepareImportStep(input)
  return new WorkflowResponse(transform(prepared, importResult))
})

function importResult({ plan }: { plan: ImportPlan }): ImportResult {
  return { created: plan.created, updated: plan.updated, unchanged: plan.unchanged, notes: plan.notes }
}
