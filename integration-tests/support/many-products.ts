import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

type Copied = { table: string; ids: string[]; rows: string }

const OPTIONS = `select product_option_id from product_product_option where product_id = :product`
const VALUES = `select id from product_option_value where option_id in (${OPTIONS})`
const VARIANTS = `select id from product_variant where product_id = :product`
const PRICE_SETS = `select price_set_id from product_variant_price_set where variant_id in (${VARIANTS})`

/** Medusa's rows of one product. `ids` are the columns that differ in each copy. */
const ROWS: Copied[] = [
  { table: "product", ids: ["id", "handle", "title"], rows: "id = :product" },
  { table: "product_option", ids: ["id"], rows: `id in (${OPTIONS})` },
  { table: "product_option_value", ids: ["id", "option_id"], rows: `option_id in (${OPTIONS})` },
  {
    table: "product_product_option",
    ids: ["id", "product_id", "product_option_id"],
    rows: "product_id = :product",
  },
  {
    table: "product_product_option_value",
    ids: ["id", "product_product_option_id", "product_option_value_id"],
    rows: "product_product_option_id in (select id from product_product_option where product_id = :product)",
  },
  { table: "product_variant", ids: ["id", "product_id", "sku"], rows: "product_id = :product" },
  {
    table: "product_variant_option",
    ids: ["variant_id", "option_value_id"],
    rows: `variant_id in (${VARIANTS})`,
  },
  { table: "price_set", ids: ["id"], rows: `id in (${PRICE_SETS})` },
  { table: "price", ids: ["id", "price_set_id"], rows: `price_set_id in (${PRICE_SETS})` },
  {
    table: "product_variant_price_set",
    ids: ["id", "variant_id", "price_set_id"],
    rows: `variant_id in (${VARIANTS})`,
  },
  {
    table: "product_variant_inventory_item",
    ids: ["id", "variant_id"],
    rows: `variant_id in (${VARIANTS})`,
  },
  { table: "product_sales_channel", ids: ["id", "product_id"], rows: "product_id = :product" },
  { table: "product_category_product", ids: ["product_id"], rows: "product_id = :product" },
  { table: "product_tags", ids: ["product_id"], rows: "product_id = :product" },
  { table: "product_shipping_profile", ids: ["id", "product_id"], rows: "product_id = :product" },
  {
    table: "translation",
    ids: ["id", "reference_id"],
    rows: `reference_id = :product or reference_id in (${VARIANTS}) or reference_id in (${OPTIONS})
      or reference_id in (${VALUES})`,
  },
]

/**
 * Copies a product many times with its sizes, prices, translations and categories. The copies use the same inventory
 * items. The statements write Medusa's rows directly, because an import of thousands of products takes minutes.
 *
 * @returns the ids of the copies
 */
export async function copyProduct(
  container: MedusaContainer,
  handle: string,
  copies: number,
): Promise<string[]> {
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const [{ id: product }] = await database("product").where({ handle }).select("id")
  for (const { table, ids, rows } of ROWS) {
    const changed = ids.map((column) => `'${column}', row."${column}" || '-copy-' || copy`)
    await database.raw(
      `insert into "${table}" select made.*
       from (select * from "${table}" where ${rows}) row, generate_series(1, :copies) copy,
         jsonb_populate_record(null::"${table}", to_jsonb(row) || jsonb_build_object(${changed.join(", ")})) made`,
      { product, copies },
    )
  }
  await database.raw("analyze")
  return Array.from({ length: copies }, (_, index) => `${product}-copy-${index + 1}`)
}
