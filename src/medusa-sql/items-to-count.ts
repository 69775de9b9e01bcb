import type { Prepared } from "../lib/prepared"

/** Whether a product in a category, or in one below it, consists of an item. Parameters of the statement: $1 is the category or null. */
const IN_CATEGORY = `($1::text is null or item.id in (
    select part.inventory_item_id
    from product_category root
    join product_category category on category.deleted_at is null
      and (category.id = root.id or category.mpath like root.mpath || '.%')
    join product_category_product sorted on sorted.product_category_id = category.id
    join product_variant variant on variant.product_id = sorted.product_id and variant.deleted_at is null
    join product_variant_inventory_item part on part.variant_id = variant.id and part.deleted_at is null
    where root.id = $1
  ))`

/** An item that has no count yet. Quantities are decimal strings. */
export type ItemToCount = { id: string; title: string | null; sku: string | null; stocked: string }

const uncounted = (columns: string, end: string) => `
  select ${columns} from inventory_item item
  join inventory_level level on level.inventory_item_id = item.id and level.location_id = $2 and level.deleted_at is null
  where item.deleted_at is null and ${IN_CATEGORY} and not item.id = any($3::text[]) ${end}`

/**
 * The items of a count that are not counted yet: those in stock first, by title. Parameters: the category or null, the location, the
 * counted items, the words that title or SKU contain (an ILIKE pattern) or null, the number of rows and the offset.
 */
export const ITEMS_TO_COUNT: Prepared = {
  name: "items-to-count",
  text: uncounted(
    "item.id, item.title, item.sku, level.stocked_quantity::text as stocked",
    `and ($4::text is null or item.title ilike $4 or item.sku ilike $4)
  order by level.stocked_quantity = 0, item.title, item.id limit $5 offset $6`,
  ),
}

/** How many items of a count are not counted yet. Parameters: the category or null, the location, the counted items. */
export const NUMBER_TO_COUNT: Prepared = {
  name: "number-to-count",
  text: uncounted("count(*)::int as count", ""),
}

/** Which of some items belong to a count. Parameters: the category or null, the items. */
export const ITEMS_OF_COUNT: Prepared = {
  name: "items-of-count",
  text: `
  select item.id from inventory_item item
  where item.deleted_at is null and item.id = any($2::text[]) and ${IN_CATEGORY}`,
}
