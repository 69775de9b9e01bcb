import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LOCALES, type Language } from "../../../lib/shop"
import { keptCatalog } from "../../catalog/cache"
import type { Catalog } from "../../catalog/types"

/** A component of a bouquet, for example a stem or a ribbon. */
type Part = { title: string; quantity: number }

/** Texts of the order's products in one language. */
export type ItemTexts = {
  /** By variant id. */
  titles: Map<string, { title: string; size: string | null }>
  parts: Map<string, Part[]>
  /** Name of the delivery zone or the pick-up point. */
  shipping: string | null
}

type ProductTexts = Omit<ItemTexts, "shipping">

/**
 * Reads the texts of an order's lines and of its shipping option, in both languages.
 *
 * @param shippingOptionId the delivery's shipping option, if it has one
 */
export async function readItemTexts(
  container: MedusaContainer,
  items: { variant_id: string | null }[],
  shippingOptionId: string | null,
): Promise<Record<Language, ItemTexts>> {
  const ids = items.map(({ variant_id }) => variant_id).filter((id) => id !== null)
  const catalog = await keptCatalog(container)
  const readIn = async (language: Language): Promise<ItemTexts> => {
    const [products, shipping] = await Promise.all([
      (catalog && textsOfCatalog(catalog, ids, language)) ?? readProductTexts(container, ids, language),
      shippingOptionId ? readShippingName(container, shippingOptionId, language) : null,
    ])
    return { ...products, shipping }
  }
  const [ru, uz] = await Promise.all([readIn("ru"), readIn("uz")])
  return { ru, uz }
}

async function readShippingName(
  container: MedusaContainer,
  id: string,
  language: Language,
): Promise<string | null> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph(
      { entity: "shipping_option", fields: ["id", "name"], filters: { id } },
      { locale: LOCALES[language] },
    )
  const [option] = data as unknown as { name: string }[]
  return option?.name ?? null
}

/** The texts from the catalogue in memory; undefined when a product is not in it. */
function textsOfCatalog(catalog: Catalog, ids: string[], language: Language): ProductTexts | undefined {
  const known = ids.flatMap((id) => catalog.variantById.get(id) ?? [])
  const made = known.map(({ variant }) => ({
    id: variant.id,
    parts: variant.parts.filter(({ sku }) => sku !== variant.sku),
  }))
  const stems = made.flatMap(({ parts }) => parts.map(({ sku }) => catalog.productBySku.get(sku ?? "")))
  if (known.length < ids.length || stems.includes(undefined)) {
    return undefined
  }
  return {
    titles: new Map(
      known.map(({ product, variant }) => [
        variant.id,
        { title: product.title[language], size: sizeOf(variant.title[language]) },
      ]),
    ),
    parts: new Map(
      made.map(({ id, parts }) => [
        id,
        parts.map(({ sku, required }) => ({
          title: catalog.productBySku.get(sku ?? "")?.title[language] ?? "",
          quantity: required,
        })),
      ]),
    ),
  }
}

type VariantRow = {
  id: string
  sku: string | null
  title: string | null
  product: { title: string } | null
  inventory_items?: {
    required_quantity: number
    inventory: { sku: string | null; title: string | null } | null
  }[]
}

/** Reads the variants' texts from Medusa, including those no longer sold. */
async function readProductTexts(
  container: MedusaContainer,
  ids: string[],
  language: Language,
): Promise<ProductTexts> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph(
    {
      entity: "product_variant",
      fields: [
        "id",
        "sku",
        "title",
        "product.title",
        "inventory_items.required_quantity",
        "inventory_items.inventory.sku",
        "inventory_items.inventory.title",
      ],
      filters: { id: ids },
    },
    { locale: LOCALES[language] },
  )
  const rows = data as unknown as VariantRow[]
  const stems = await readStemTitles(container, rows, language)
  return {
    titles: new Map(
      rows.map((row) => [row.id, { title: row.product?.title ?? "", size: sizeOf(row.title) }]),
    ),
    parts: new Map(rows.map((row) => [row.id, partsOf(row, stems)])),
  }
}

/** The size of a variant; null for Medusa's default name of an only variant. */
export function sizeOf(variantTitle: string | null): string | null {
  return variantTitle && !/^default( variant)?$/i.test(variantTitle) ? variantTitle : null
}

/** The components of a bouquet. A stem that is sold alone has none. */
function partsOf(row: VariantRow, stems: Map<string, string>): Part[] {
  const parts = (row.inventory_items ?? []).flatMap(({ inventory, required_quantity }) =>
    inventory && inventory.sku !== row.sku
      ? [
          {
            title: stems.get(inventory.sku ?? "") ?? inventory.title ?? inventory.sku ?? "",
            quantity: Number(required_quantity),
          },
        ]
      : [],
  )
  return parts.filter(({ title }) => title)
}

/** Names each inventory item by the product that sells it alone; both have the same SKU. */
async function readStemTitles(
  container: MedusaContainer,
  rows: VariantRow[],
  language: Language,
): Promise<Map<string, string>> {
  const skus = rows.flatMap(
    ({ inventory_items }) => inventory_items?.flatMap(({ inventory }) => inventory?.sku ?? []) ?? [],
  )
  if (!skus.length) {
    return new Map()
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph(
      { entity: "product_variant", fields: ["sku", "product.title"], filters: { sku: [...new Set(skus)] } },
      { locale: LOCALES[language] },
    )
  const stems = data as unknown as { sku: string; product: { title: string } | null }[]
  return new Map(stems.flatMap(({ sku, product }) => (product ? [[sku, product.title] as const] : [])))
}
