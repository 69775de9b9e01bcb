import { model } from "@medusajs/framework/utils"

/** When an inventory item is ordered again, and whether it is low now. */
export const StockReorder = model
  .define(
    { name: "stock_reorder", tableName: "stock_reorder" },
    {
      id: model.id({ prefix: "streo" }).primaryKey(),
      inventory_item_id: model.text(),
      /** The item is low when its free pieces fall to this number or below. Null: it is never low. */
      level: model.number().nullable(),
      /** The smallest quantity that is ordered. */
      quantity: model.number().nullable(),
      supplier_id: model.text().nullable(),
      /** Days from the order until the flowers come. Null: those of the supplier. */
      lead_days: model.number().nullable(),
      /** When the free pieces crossed the level; null while they are above it. A trigger of the database sets it. */
      low_since: model.dateTime().nullable(),
      /** The notice that tells the owners about this crossing. */
      notice_id: model.text().nullable(),
      /** When that notice was enqueued. */
      told_at: model.dateTime().nullable(),
    },
  )
  .indexes([
    { on: ["inventory_item_id"], unique: true, where: "deleted_at IS NULL" },
    { on: ["supplier_id"], where: "supplier_id IS NOT NULL AND deleted_at IS NULL" },
    {
      name: "IDX_stock_reorder_untold",
      on: ["low_since"],
      where: "low_since IS NOT NULL AND told_at IS NULL AND deleted_at IS NULL",
    },
  ])
