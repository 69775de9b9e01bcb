import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"
import { PRICE_SET } from "./parts"

/** A variant whose contents include an inventory item. */
export type VariantOfItem = { id: string; product_id: string; title: string; price_set_id: string | null }

const VARIANTS: Prepared = {
  name: "products-of-item",
  text: `
  SELECT variant.id, product.id AS product_id, product.title, ${PRICE_SET} AS price_set_id
  FROM product_variant_inventory_item part
  JOIN product_variant variant ON variant.id = part.variant_id AND variant.deleted_at IS NULL
  JOIN product ON product.id = variant.product_id AND product.status = 'published' AND product.deleted_at IS NULL
  WHERE part.inventory_item_id = $1 AND part.deleted_at IS NULL AND EXISTS (
    SELECT FROM product_sales_channel sold
    WHERE sold.product_id = product.id AND sold.sales_channel_id = $2 AND sold.deleted_at IS NULL
  )
  ORDER BY product.title, variant.id LIMIT $3`,
}

/** Lists the published variants of a sales channel that consist of an inventory item, also of others beside it. */
export const variantsOfItem = (
  container: MedusaContainer,
  {
    inventory_item_id,
    sales_channel_id,
    take,
  }: { inventory_item_id: string; sales_channel_id: string; take: number },
): Promise<VariantOfItem[]> =>
  ask<VariantOfItem>(container, VARIANTS, [inventory_item_id, sales_channel_id, take])
