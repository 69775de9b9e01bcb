import type { Prepared } from "../lib/prepared"

/** An inventory item that a name means: its SKU or its title. */
export type NamedItemRow = { name: string; id: string; title: string | null; sku: string | null }

/**
 * The items that some names mean, without regard to case: those with this SKU, else those with this title. Parameter: the names in
 * lower case.
 */
export const ITEMS_BY_NAMES: Prepared = {
  name: "items-by-names",
  text: `
  with named as materialized (
    select wanted.name, item.id, item.title, item.sku, lower(item.sku) = wanted.name as is_sku
    from unnest($1::text[]) as wanted(name)
    join inventory_item item on item.deleted_at is null and (lower(item.sku) = wanted.name or lower(item.title) = wanted.name)
  )
  select name, id, title, sku from named
  where is_sku or not exists (select from named better where better.name = named.name and better.is_sku)
  order by name, id`,
}
