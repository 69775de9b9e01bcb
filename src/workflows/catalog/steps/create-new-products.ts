import type { LinkDefinition, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { changedTexts, productTexts, type UzbekText } from "../catalog-texts"
import { batchOf, newTexts, type NewProduct } from "../import-batch"
import { ranksOf } from "../plan-import"
import { newLinks, newProduct, plainPrice, type Ids } from "../write-inputs"

type Input = { id: string; ids: Ids }

/** The records that the step has written so far. A failure deletes them. */
type Written = {
  priceSetIds: string[]
  links: LinkDefinition[]
  textIds: string[]
  productIds: string[]
}

/**
 * Creates products with the services of Medusa's modules: Medusa's workflow needs three times the processor time. Prices,
 * stock, links and texts are written first. The products come last and in one transaction, so that a shopper
 * never sees a product without its prices, and an interrupted import leaves a whole product or none.
 */
export const createNewProductsStep = createStep(
  "create-new-products",
  async (input: Input, { container }) => {
    const written: Written = { priceSetIds: [], links: [], textIds: [], productIds: [] }
    try {
      await write(container, input, written)
    } catch (error) {
      await remove(container, written)
      throw error
    }
    return new StepResponse(
      written.productIds.map((id) => ({ id })),
      written,
    )
  },
  async (written, { container }) => {
    if (written) {
      await remove(container, written)
    }
  },
)

async function write(container: MedusaContainer, { id, ids }: Input, written: Written): Promise<void> {
  const batch = batchOf({ id })
  const { created } = batch
  if (!created.length) {
    return
  }
  const sets = await container
    .resolve(Modules.PRICING)
    .createPriceSets(created.flatMap(({ product }) => product.variants.map(({ price }) => plainPrice(price))))
  written.priceSetIds = sets.map(({ id }) => id)
  let next = 0
  written.links = created.flatMap((one) => {
    const ofProduct = written.priceSetIds.slice(next, (next += one.variantIds.length))
    return newLinks(one, ofProduct, batch, ids)
  })
  await container.resolve(ContainerRegistrationKeys.LINK).create(written.links)
  await writeTexts(container, created.flatMap(newTexts), written)
  written.productIds = created.map(({ id }) => id)
  const products = await container
    .resolve(Modules.PRODUCT)
    .createProducts(created.map((one) => newProduct(one, batch, ids)))
  await nameOptions(container, created, products, written)
}

type Option = { id: string; title: string; values: { id: string; value: string }[] }

/**
 * Translates the options of new products, and stores the order of their values, in which the admin and the bot show sizes.
 * Their ids are not known before, and Medusa does not take ranks when it creates a product with its options. When the
 * process stops before this, the next attempt does it.
 */
async function nameOptions(
  container: MedusaContainer,
  created: NewProduct[],
  products: { id: string; options: Option[] }[],
  written: Written,
): Promise<void> {
  const optionsOf = new Map(products.map(({ id, options }) => [id, options]))
  const named = created.filter(({ product }) => product.options)
  const ranked = named.flatMap(({ id, product }) =>
    (product.options ?? []).flatMap(({ title, values }) => {
      const option = optionsOf.get(id)?.find((one) => one.title === title.ru)
      return option ? [{ id: option.id, ranks: ranksOf(values) }] : []
    }),
  )
  if (ranked.length) {
    await container.resolve(Modules.PRODUCT).upsertProductOptions(ranked)
  }
  const texts = named.flatMap(({ id, product }) => {
    const options = (optionsOf.get(id) ?? []).map((option) => ({
      ...option,
      values: option.values.map((value) => ({ ...value, rank: null })),
    }))
    return productTexts(product, { id, variants: [], options })
  })
  await writeTexts(
    container,
    texts.filter(({ reference }) => reference !== "product"),
    written,
  )
}

async function writeTexts(container: MedusaContainer, texts: UzbekText[], written: Written): Promise<void> {
  if (texts.length) {
    const rows = await container
      .resolve(Modules.TRANSLATION)
      .createTranslations(changedTexts(texts, []).create)
    written.textIds.push(...rows.map(({ id }) => id))
  }
}

async function remove(container: MedusaContainer, written: Written): Promise<void> {
  const { priceSetIds, links, textIds, productIds } = written
  if (productIds.length) {
    await container.resolve(Modules.PRODUCT).deleteProducts(productIds)
  }
  if (textIds.length) {
    await container.resolve(Modules.TRANSLATION).deleteTranslations(textIds)
  }
  if (links.length) {
    await container.resolve(ContainerRegistrationKeys.LINK).dismiss(links)
  }
  if (priceSetIds.length) {
    await container.resolve(Modules.PRICING).deletePriceSets(priceSetIds)
  }
}
