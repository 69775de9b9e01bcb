import { ProductWorkflowEvents } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  batchInventoryItemLevelsWorkflow,
  batchLinksWorkflow,
  batchTranslationsWorkflow,
  createInventoryItemsWorkflow,
  createPriceSetsStep,
  createProductTagsWorkflow,
  createProductVariantsWorkflow,
  createVariantPricingLinkStep,
  emitEventStep,
  updateProductOptionValuesOnProductStep,
  updateProductsWorkflow,
  updateProductVariantsWorkflow,
} from "@medusajs/medusa/core-flows"
import { batchOf } from "./import-batch"
import { createNewProductsStep } from "./steps/create-new-products"
import { planProductTextsStep } from "./steps/plan-texts"
import { rankOptionValuesStep } from "./steps/rank-option-values"
import { uploadPicturesStep } from "./steps/upload-pictures"
import {
  collectIds,
  itemsInput,
  kitLinks,
  levelsInput,
  plainPrice,
  productChangesInput,
  variantsInput,
} from "./write-inputs"

/**
 * Writes a batch of products: all of it or nothing.
 *
 * @param input the id of the batch (see `withBatch`)
 */
export const writeProductsWorkflow = createWorkflow("write-products", (input: { id: string }) => {
  const pictures = uploadPicturesStep(input)
  // A workflow without anything to do still takes time.
  const items = when("has-items", input, (data) => batchOf(data).plan.items.length > 0).then(() =>
    createInventoryItemsWorkflow.runAsStep({
      input: { items: transform(input, (data) => itemsInput(batchOf(data))) },
    }),
  )
  const tags = when("has-tags", input, (data) => batchOf(data).plan.tags.length > 0).then(() =>
    createProductTagsWorkflow.runAsStep({
      input: {
        product_tags: transform(input, (data) => batchOf(data).plan.tags.map((value) => ({ value }))),
      },
    }),
  )
  const written = { input, items, tags, pictures }
  const ids = transform(written, (data) => collectIds(batchOf(data.input), data))

  when("has-new", input, (data) => batchOf(data).created.length > 0).then(() => {
    const created = createNewProductsStep({ id: input.id, ids })
    emitEventStep({ eventName: ProductWorkflowEvents.CREATED, data: created })
  })

  when("has-known", input, (data) => batchOf(data).state.products.length > 0).then(() => {
    const context = { input, ids }
    updateProductOptionValuesOnProductStep(transform(input, (data) => batchOf(data).plan.option_values))
    rankOptionValuesStep(transform(input, (data) => batchOf(data).plan.option_ranks))
    updateProductsWorkflow.runAsStep({
      input: {
        products: transform(context, (data) => productChangesInput(batchOf(data.input), data.ids)),
      },
    })
    const added = createProductVariantsWorkflow.runAsStep({
      input: { product_variants: transform(context, (data) => variantsInput(batchOf(data.input), data.ids)) },
    })
    updateProductVariantsWorkflow.runAsStep({
      input: { product_variants: transform(input, (data) => batchOf(data).plan.variant_changes) },
    })
    const missing = transform(input, (data) => batchOf(data).plan.missing_prices)
    const sets = createPriceSetsStep(
      transform(missing, (variants) => variants.map(({ amount }) => plainPrice(amount))),
    )
    createVariantPricingLinkStep(
      transform({ missing, sets }, (data) => ({
        links: data.missing.map(({ variant_id }, at) => ({ variant_id, price_set_id: data.sets[at].id })),
      })),
    )
    batchLinksWorkflow.runAsStep({
      input: transform({ input, ids, added }, (data) => kitLinks(batchOf(data.input), data.ids, data.added)),
    })
  })

  when("has-levels", input, (data) => {
    const { levels } = batchOf(data).plan
    return levels.create.length + levels.update.length > 0
  }).then(() => {
    batchInventoryItemLevelsWorkflow.runAsStep({
      input: transform({ input, ids }, (data) => levelsInput(batchOf(data.input), data.ids)),
    })
  })

  when("has-known-texts", input, (data) => batchOf(data).state.products.length > 0).then(() => {
    const texts = planProductTextsStep(
      transform(input, (data) => {
        const { products, state } = batchOf(data)
        const handles = new Set(state.products.map(({ handle }) => handle))
        return products.filter(({ handle }) => handles.has(handle))
      }),
    )
    batchTranslationsWorkflow.runAsStep({
      input: transform(texts, ({ create, update }) => ({ create, update, delete: [] })),
    })
  })
  return new WorkflowResponse(undefined)
})
