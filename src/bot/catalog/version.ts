import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"

/** Tables that the catalogue is read from, with the time of their rows' last change. */
const TABLES = [
  "product",
  "product_variant",
  "product_category",
  "product_sales_channel",
  "product_variant_inventory_item",
  "inventory_item",
  "price",
  "price_list",
  "sales_channel_stock_location",
  "region",
  "store",
]

const CHANGES = TABLES.map(
  (table) =>
    `select '${table}' as name, count(*)::text || ' ' || coalesce(max(updated_at)::text, '') as mark
     from "${table}" where deleted_at is null`,
)

/** Price lists begin and end by the clock. */
const PRICES_NOW = `
  select 'prices now', count(*)::text from price_list
  where deleted_at is null and status = 'active'
    and (starts_at is null or starts_at <= now()) and (ends_at is null or ends_at > now())`

const VERSION = `select string_agg(name || ' ' || mark, ',' order by name) as version
  from (${[...CHANGES, PRICES_NOW].join(" union all ")}) marks`

/** A word that changes with nearly everything that the catalogue shows: much cheaper than reading it again. */
export async function catalogVersion(container: MedusaContainer): Promise<string> {
  const { rows } = await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(VERSION)
  return (rows as { version: string }[])[0].version
}
