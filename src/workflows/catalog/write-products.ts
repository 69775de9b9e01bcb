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
import type { ImportBatch } from "./import-batch"
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

/** Writes a batch of products: all of it or nothing. */
export const writeProductsWorkflow = createWorkflow("write-products", (batch: ImportBatch) => {
  const pictures = uploadPicturesStep(batch)
  const items = createInventoryItemsWorkflow.runAsStep({ input: { items: transform(batch, itemsInput) } })
  const tags = createProductTagsWorkflow.runAsStep({
    input: { product_tags: transform(batch, ({ plan }) => plan.tags.map((value) => ({ value }))) },
  })
  const ids = transform({ batch, items, tags, pictures }, (data) => collectIds(data.batch, data))

  when({ batch }, ({ batch }) => batch.created.length > 0).then(() => {
    const created = createNewProductsStep({ batch, ids })
    emitEventStep({ eventName: ProductWorkflowEvents.CREATED, data: created })
  })

  when({ batch }, ({ batch }) => batch.state.products.length > 0).then(() => {
    updateProductOptionValuesOnProductStep(batch.plan.option_values)
    rankOptionValuesStep(batch.plan.option_ranks)
    updateProductsWorkflow.runAsStep({
      input: { products: transform({ batch, ids }, (data) => productChangesInput(data.batch, data.ids)) },
    })
    createProductVariantsWorkflow.runAsStep({
      input: { product_variants: transform({ batch, ids }, (data) => variantsInput(data.batch, data.ids)) },
    })
    updateProductVariantsWorkflow.runAsStep({ input: { product_variants: batch.plan.variant_changes } })
    const sets = createPriceSetsStep(
      transform(batch, ({ plan }) => plan.missing_prices.map(({ amount }) => plainPrice(amount))),
    )
    createVariantPricingLinkStep(
      transform({ batch, sets }, (data) => ({
        links: data.batch.plan.missing_prices.map(({ variant_id }, at) => ({
          variant_id,
          price_set_id: data.sets[at].id,
        })),
      })),
    )
    batchLinksWorkflow.runAsStep({
      input: transform({ batch, ids }, (data) => kitLinks(data.batch, data.ids)),
    })
  })

  batchInventoryItemLevelsWorkflow.runAsStep({
    input: transform({ batch, ids }, (data) => levelsInput(data.batch, data.ids)),
  })

  when({ batch }, ({ batch }) => batch.state.products.length > 0).then(() => {
    const known = transform(batch, ({ products, state }) => {
      const handles = new Set(state.products.map(({ handle }) => handle))
      return products.filter(({ handle }) => handles.has(handle))
    })
    const texts = planProductTextsStep(known)
    batchTranslationsWorkflow.runAsStep({
      input: transform(texts, ({ create, update }) => ({ create, update, delete: [] })),
    })
  })
  return new WorkflowResponse(undefined)
})
