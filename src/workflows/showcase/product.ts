import type { CreateProductDTO, LinkDefinition, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, ProductWorkflowEvents } from "@medusajs/framework/utils"
import { updateProductsWorkflow } from "@medusajs/medusa/core-flows"
import { CURRENCY, LOCALES } from "../../lib/shop"
import type { BouquetRecord } from "../../modules/showcase/types"
import { DEFAULT_OPTION } from "../catalog/catalog-texts"
import { readShopState } from "../catalog/read-catalog-state"
import { plainPrice } from "../catalog/write-inputs"

/** The category of the bouquets of the showcase. The shop makes it with the first bouquet; staff may rename it. */
export const READY_NOW = "ready-now"
const NAMES = { ru: "Готово сейчас", uz: "Hozir tayyor" }

const WAIT_SECONDS = 20

/** Keys of a product's metadata for fiscal receipts. */
const FISCAL_KEYS = ["ikpu", "package_code", "vat_percent"]

const skuOf = ({ id }: BouquetRecord) => `READY-${id.slice(-12).toUpperCase()}`

/** Creates the inventory item of a bouquet, if there is none. */
export async function ensureItem(container: MedusaContainer, bouquet: BouquetRecord): Promise<void> {
  const inventory = container.resolve(Modules.INVENTORY)
  const { inventory_item_id: id, title_ru: title } = bouquet
  if (!(await inventory.listInventoryItems({ id }, { take: 1 })).length) {
    const item = { id, sku: skuOf(bouquet), title, requires_shipping: true }
    await inventory.createInventoryItems([item])
  }
}

/** Deletes the inventory item of a bouquet that was not made. */
export async function removeItem(container: MedusaContainer, id: string): Promise<void> {
  await container.resolve(Modules.INVENTORY).deleteInventoryItems([id])
}

/**
 * Puts a bouquet on sale. Price, links and texts are written before the product, so that a shopper never sees a product without
 * its price. A repeated call writes only what is missing.
 */
export async function putOnSale(container: MedusaContainer, bouquet: BouquetRecord): Promise<void> {
  const { product_id: id } = bouquet
  const products = container.resolve(Modules.PRODUCT)
  if ((await products.listProducts({ id }, { take: 1, select: ["id"] })).length) {
    return
  }
  const category = await ensureCategory(container)
  await ensurePrice(container, bouquet)
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const links = await linksOf(container, bouquet)
  // Medusa refuses a second link, also to the same record: those of an earlier attempt are removed.
  await link.dismiss(links)
  await link.create(links)
  await translate(container, "product", id, {
    title: bouquet.title_uz,
    description: bouquet.description_uz,
  })
  await products.createProducts([
    productOf(bouquet, category, await fiscalCodes(container, bouquet, category)),
  ])
  await container.resolve(Modules.EVENT_BUS).emit({ name: ProductWorkflowEvents.CREATED, data: { id } })
}

async function ensurePrice(
  container: MedusaContainer,
  { price_set_id: id, price }: BouquetRecord,
): Promise<void> {
  const pricing = container.resolve(Modules.PRICING)
  if (!(await pricing.listPriceSets({ id: [id] }, { take: 1 })).length) {
    const set = { id, ...plainPrice(price) }
    await pricing.createPriceSets([set])
  }
}

/** Makes the price of a bouquet in Medusa that of its row. */
export async function setPrice(
  container: MedusaContainer,
  { price_set_id, price: amount }: BouquetRecord,
): Promise<void> {
  const pricing = container.resolve(Modules.PRICING)
  const [price] = await pricing.listPrices(
    { price_set_id: [price_set_id], currency_code: CURRENCY },
    { take: 1 },
  )
  await pricing.updatePriceSets(price_set_id, {
    prices: [{ ...(price ? { id: price.id } : {}), amount, currency_code: CURRENCY }],
  })
}

async function linksOf(
  container: MedusaContainer,
  { product_id, variant_id, price_set_id, inventory_item_id }: BouquetRecord,
): Promise<LinkDefinition[]> {
  const { sales_channel_ids, shipping_profile_id } = await readShopState(container)
  return [
    ...sales_channel_ids.map((sales_channel_id) => ({
      [Modules.PRODUCT]: { product_id },
      [Modules.SALES_CHANNEL]: { sales_channel_id },
    })),
    { [Modules.PRODUCT]: { product_id }, [Modules.FULFILLMENT]: { shipping_profile_id } },
    { [Modules.PRODUCT]: { variant_id }, [Modules.PRICING]: { price_set_id } },
    {
      [Modules.PRODUCT]: { variant_id },
      [Modules.INVENTORY]: { inventory_item_id },
      data: { required_quantity: 1 },
    },
  ]
}

function productOf(
  bouquet: BouquetRecord,
  category: string,
  fiscal: Record<string, unknown>,
): CreateProductDTO {
  const { product_id, variant_id, title_ru, description_ru, picture_url } = bouquet
  const sku = skuOf(bouquet)
  return {
    id: product_id,
    handle: sku.toLowerCase(),
    title: title_ru,
    description: description_ru,
    status: "published",
    discountable: true,
    metadata: { ...fiscal, kind: "bouquet" },
    category_ids: [category],
    ...(picture_url ? { thumbnail: picture_url, images: [{ url: picture_url }] } : {}),
    options: [{ title: DEFAULT_OPTION.title, values: [DEFAULT_OPTION.value] }],
    variants: [
      {
        ...{ id: variant_id, title: "Default variant", sku, manage_inventory: true, allow_backorder: false },
        options: { [DEFAULT_OPTION.title]: DEFAULT_OPTION.value },
      },
    ],
  }
}

/** The fiscal data of a bouquet: that of its recipe, else that of the last bouquet of the category. */
async function fiscalCodes(
  container: MedusaContainer,
  { recipe_product_id }: BouquetRecord,
  category: string,
): Promise<Record<string, unknown>> {
  const [source] = await container
    .resolve(Modules.PRODUCT)
    .listProducts(recipe_product_id ? { id: recipe_product_id } : { categories: { id: [category] } }, {
      take: 1,
      select: ["id", "metadata"],
      order: { created_at: "DESC" },
    })
  return Object.fromEntries(
    Object.entries(source?.metadata ?? {}).filter(([key]) => FISCAL_KEYS.includes(key)),
  )
}

function ensureCategory(container: MedusaContainer): Promise<string> {
  const products = container.resolve(Modules.PRODUCT)
  return container.resolve(Modules.LOCKING).execute(
    ["showcase-category"],
    async () => {
      const [known] = await products.listProductCategories({ handle: READY_NOW }, { take: 1 })
      if (known) {
        return known.id
      }
      const { id } = await products.createProductCategories({
        ...{ handle: READY_NOW, name: NAMES.ru, is_active: true, is_internal: false, rank: 0 },
      })
      await translate(container, "product_category", id, { name: NAMES.uz })
      return id
    },
    { timeout: WAIT_SECONDS },
  )
}

/** Stores Uzbek texts, if the store has Medusa's translation module and the texts are not stored yet. */
async function translate(
  container: MedusaContainer,
  reference: string,
  reference_id: string,
  translations: Record<string, string>,
): Promise<void> {
  const service = container.resolve(Modules.TRANSLATION, { allowUnregistered: true })
  const locale_code = LOCALES.uz
  if (service && !(await service.listTranslations({ reference_id, locale_code }, { take: 1 })).length) {
    await service.createTranslations([{ reference, reference_id, locale_code, translations }])
  }
}

/** Publishes or hides products whose status differs. The catalogues follow the event of Medusa's workflow. */
export async function showProducts(container: MedusaContainer, wanted: Map<string, boolean>): Promise<void> {
  const ids = [...wanted.keys()]
  const products = ids.length
    ? await container
        .resolve(Modules.PRODUCT)
        .listProducts({ id: ids }, { take: null, select: ["id", "status"] })
    : []
  const changed = products.flatMap(({ id, status }) => {
    const right = wanted.get(id) ? ("published" as const) : ("draft" as const)
    return status === right ? [] : [{ id, status: right }]
  })
  if (changed.length) {
    await updateProductsWorkflow(container).run({ input: { products: changed } })
  }
}
