/**
 * The bouquet of the showcase that a variant is, as columns `id` and `member_id`.
 *
 * @param variant an expression, the id of the variant
 */
export const bouquetOf = (variant: string) => `(
    SELECT bouquet.id, bouquet.member_id FROM showcase_bouquet bouquet
    WHERE bouquet.variant_id = ${variant} AND bouquet.deleted_at IS NULL
  )`

/** Whether an inventory item is a bouquet of the showcase. @param item an expression, the item's id */
export const isBouquet = (item: string) =>
  `EXISTS (SELECT FROM showcase_bouquet WHERE inventory_item_id = ${item} AND deleted_at IS NULL)`
