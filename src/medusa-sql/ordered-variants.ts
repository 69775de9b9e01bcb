import type { Prepared } from "../lib/prepared"

/**
 * The rows that a module has for the variants of an order's lines, in the order of the lines. Parameter: the order's id.
 *
 * @param rowsOf gives a query of the module with the column `id`, from an expression: the id of a variant
 */
export const ofOrderedVariants = (name: string, rowsOf: (variant: string) => string): Prepared => ({
  name,
  text: `
  select found.* from order_item item
  join order_line_item line on line.id = item.item_id
  cross join lateral ${rowsOf("line.variant_id")} found
  where item.order_id = $1 and item.deleted_at is null order by line.id`,
})
