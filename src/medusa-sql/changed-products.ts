import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"
import { isTranslated } from "./catalog-products"

const VARIANT_OF_PRICE_SET = `
  JOIN product_variant_price_set priced ON priced.price_set_id = price.price_set_id AND priced.deleted_at IS NULL
  JOIN product_variant variant ON variant.id = priced.variant_id`

const OF_TRANSLATION = `
    UNION ALL
    SELECT product.id FROM translation JOIN product ON product.id = translation.reference_id WHERE translation.id = record.id
    UNION ALL
    SELECT variant.product_id FROM translation JOIN product_variant variant ON variant.id = translation.reference_id
    WHERE translation.id = record.id`

const changedSql = () => `
  SELECT record.id, found.product_id
  FROM unnest($1::text[]) AS record(id)
  LEFT JOIN LATERAL (
    SELECT id AS product_id FROM product WHERE id = record.id
    UNION ALL
    SELECT product_id FROM product_variant WHERE id = record.id
    UNION ALL
    SELECT product_id FROM image WHERE id = record.id
    UNION ALL
    SELECT product_id FROM product_product_option WHERE product_option_id = record.id AND deleted_at IS NULL
    UNION ALL
    SELECT linked.product_id FROM product_option_value value
    JOIN product_product_option linked ON linked.product_option_id = value.option_id AND linked.deleted_at IS NULL
    WHERE value.id = record.id
    UNION ALL
    SELECT variant.product_id FROM price ${VARIANT_OF_PRICE_SET} WHERE price.id = record.id
    UNION ALL
    SELECT variant.product_id FROM price_set
    JOIN product_variant_price_set priced ON priced.price_set_id = price_set.id AND priced.deleted_at IS NULL
    JOIN product_variant variant ON variant.id = priced.variant_id WHERE price_set.id = record.id
    ${isTranslated() ? OF_TRANSLATION : ""}
  ) found ON true`

/**
 * Finds the products to which records belong: products, variants, pictures, options, their values, prices, price sets
 * and translations.
 *
 * @returns undefined if a record belongs to no product, such as a category: then any product may have changed
 */
export async function productsOfRecords(
  container: MedusaContainer,
  ids: string[],
): Promise<string[] | undefined> {
  const statement: Prepared = { name: "changed-products", text: changedSql() }
  const rows = await ask<{ product_id: string | null }>(container, statement, [ids])
  const found = rows.flatMap(({ product_id }) => product_id ?? [])
  return rows.length > 0 && found.length === rows.length ? [...new Set(found)] : undefined
}
