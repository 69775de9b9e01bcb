import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

/** Medusa tables that the catalogue is read from. Each has an `updated_at` column. */
const TABLES = [
  "product",
  "product_variant",
  "product_option_value",
  "product_tag",
  "product_category",
  "product_sales_channel",
  "product_variant_inventory_item",
  "inventory_item",
  "price",
  "price_list",
  "price_list_rule",
  "sales_channel_stock_location",
  "region",
  "store",
]

const CHANGES = TABLES.map(
  (table) =>
    `select '${table}' as name, count(*)::text || ' ' || coalesce(max(updated_at)::text, '') as mark
     from "${table}" where deleted_at is null`,
)

/** Counts the price lists in effect, because they start and end without an update. */
const PRICES_NOW = `
  select 'prices now', count(*)::text from price_list
  where deleted_at is null and status = 'active'
    and (starts_at is null or starts_at <= now()) and (ends_at is null or ends_at > now())`

const versionOf = (others: string[]): Prepared => ({
  name: "catalog-version",
  text: `select string_agg(name || ' ' || mark, ',' order by name) as version
  from (${[...CHANGES, PRICES_NOW, ...others].join(" union all ")}) marks`,
})

/**
 * Returns a fingerprint of the catalogue tables. It changes with nearly every visible change and costs much
 * less than a full read.
 *
 * @param others SQL statements that give `name` and `mark` of tables of our own
 */
export async function catalogVersion(container: MedusaContainer, others: string[]): Promise<string> {
  const [{ version }] = await ask<{ version: string }>(container, versionOf(others), [])
  return version
}
