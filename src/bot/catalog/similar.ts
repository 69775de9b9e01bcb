import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ShopContext } from "../runtime/context"
import type { Catalog, Product } from "./types"

/** Whole bouquets and gifts, the most popular first. */
export const popular = ({ products }: Catalog): Product[] =>
  products.filter(({ kind }) => kind !== "addon" && kind !== "stem")

/** The product of a variant that is not sold any more; empty for an unknown variant. */
export async function productOfVariant({ container }: ShopContext, variantId: string): Promise<string> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product_variant",
    fields: ["id", "product_id"],
    filters: { id: variantId },
    withDeleted: true,
  })
  const [gone] = data as { product_id?: string | null }[]
  return gone?.product_id ?? ""
}

/**
 * Finds products like one that is not sold any more: first those of its smallest category, then the popular ones.
 *
 * @param productId also the id of a deleted or unknown product
 */
export async function similarTo(ctx: ShopContext, catalog: Catalog, productId: string): Promise<Product[]> {
  const { data } = await ctx.container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product",
    fields: ["id", "categories.id"],
    filters: { id: productId },
    withDeleted: true,
  })
  const [gone] = data as { categories?: { id: string }[] }[]
  const categories = (gone?.categories ?? []).flatMap(({ id }) => catalog.categoryById.get(id) ?? [])
  const [nearest] = categories.sort((one, other) => one.products.length - other.products.length)
  return [...new Set([...(nearest?.products ?? []), ...popular(catalog)])]
}
