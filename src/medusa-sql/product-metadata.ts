import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

const PRODUCTS: Prepared = {
  name: "product-metadata",
  text: `
    SELECT item.item_id, product.metadata
    FROM "order" o
    JOIN order_item item ON item.order_id = o.id AND item.version = o.version AND item.deleted_at IS NULL
    JOIN order_line_item line ON line.id = item.item_id
    LEFT JOIN product_variant variant ON variant.id = line.variant_id AND variant.deleted_at IS NULL
    LEFT JOIN product ON product.id = variant.product_id AND product.deleted_at IS NULL
    WHERE o.id = $1`,
}

/** Reads the lines of an order with the metadata of their products. A gateway waits for the answer. */
export const readProductMetadata = (container: MedusaContainer, orderId: string) =>
  ask<{ item_id: string; metadata: Record<string, unknown> | null }>(container, PRODUCTS, [orderId])
