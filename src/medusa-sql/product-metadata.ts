import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

const PRODUCTS: Prepared = {
  name: "product-metadata",
  text: `
    SELECT DISTINCT item.item_id, product.metadata
    FROM order_item item
    JOIN order_line_item line ON line.id = item.item_id
    LEFT JOIN product_variant variant ON variant.id = line.variant_id AND variant.deleted_at IS NULL
    LEFT JOIN product ON product.id = variant.product_id AND product.deleted_at IS NULL
    WHERE item.order_id = $1 AND item.deleted_at IS NULL`,
}

/** Reads the lines of all versions of an order with the metadata of their products. A gateway waits for the answer. */
export const readProductMetadata = (container: MedusaContainer, orderId: string) =>
  ask<{ item_id: string; metadata: Record<string, unknown> | null }>(container, PRODUCTS, [orderId])
