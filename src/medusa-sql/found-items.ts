import type { Prepared } from "../lib/prepared"

/** An inventory item and its stock in the shop. Quantities are decimal strings. */
export type FoundItemRow = {
  id: string
  title: string | null
  sku: string | null
  /** The location with the most pieces, or the first one when the item is stocked at none. */
  location_id: string | null
  stocked: string
}

/**
 * Finds inventory items, also those that no location has. Parameters: ids or null for all; regular expressions that title or SKU
 * must match, each in lower case and without apostrophes; the shop's locations; the number of rows.
 */
export const FOUND_ITEMS: Prepared = {
  name: "found-items",
  text: `
  select item.id, item.title, item.sku, coalesce(best.location_id, ($3::text[])[1]) as location_id,
    coalesce(best.stocked_quantity, 0)::text as stocked
  from inventory_item item
  left join lateral (
    select level.location_id, level.stocked_quantity from inventory_level level
    where level.inventory_item_id = item.id and level.location_id = any($3) and level.deleted_at is null
    order by level.stocked_quantity desc, level.location_id limit 1
  ) best on true
  where item.deleted_at is null and ($1::text[] is null or item.id = any($1))
    and not exists (
      select from unnest($2::text[]) wanted
      where translate(lower(concat_ws(' ', item.title, item.sku)), 'ёʻʼ''\`’‘´ʹ′', 'е') !~ wanted
    )
  order by item.title, item.id limit $4`,
}
