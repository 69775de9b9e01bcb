import { model } from "@medusajs/framework/utils"

/** A count of the flowers at one location. What people counted is in the table stock_count_entry: see count-statements.ts. */
export const StockCount = model
  .define(
    { name: "stock_count", tableName: "stock_count" },
    {
      id: model.id({ prefix: "stcnt" }).primaryKey(),
      location_id: model.text(),
      /** Only items of the products in this category and in those below it are counted; null: all items. */
      category_id: model.text().nullable(),
      /** `waiting`: its correction waits for a second person. */
      status: model.enum(["open", "waiting", "closed", "canceled"]).default("open"),
      /** How many of its corrections a second person has refused. A refused count is open again. */
      refusals: model.number().default(0),
      note: model.text().nullable(),
      /** Chosen by the caller: a repeated call with the same key begins nothing. */
      key: model.text().unique().nullable(),
      actor_type: model.text(),
      actor_id: model.text().nullable(),
      channel: model.text(),
      /** The request that its correction became, if it was large. */
      request_id: model.text().nullable(),
      /** The correction; null when nothing differed. */
      document_id: model.text().nullable(),
      ended_at: model.dateTime().nullable(),
    },
  )
  .indexes([
    {
      name: "IDX_stock_count_unended",
      on: ["location_id"],
      unique: true,
      where: "status in ('open', 'waiting') and deleted_at is null",
    },
    { on: ["created_at"] },
    { on: ["request_id"], where: "request_id is not null" },
  ])
