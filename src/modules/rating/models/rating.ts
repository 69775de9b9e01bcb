import { model } from "@medusajs/framework/utils"

/** What a buyer thinks of a delivered order. Each order has at most one rating. */
export const Rating = model
  .define(
    { name: "rating", tableName: "rating_order" },
    {
      id: model.id({ prefix: "rat" }).primaryKey(),
      order_id: model.text().unique(),
      /** The order's number for people (Medusa's `display_id`). */
      display_id: model.number(),
      customer_id: model.text(),
      /** The products whose figures contain this rating while it is approved. */
      product_ids: model.array(),
      /** 1 to 5. */
      stars: model.number(),
      words: model.text().nullable(),
      /** Words wait for the approval of staff; stars alone are approved at once. Only approved ratings count. */
      status: model.enum(["pending", "approved", "hidden"]),
      /** When the buyer rated first. The buyer may change the rating for a time after it. */
      rated_at: model.dateTime(),
      /** When the shop was notified of a low rating. */
      notified_at: model.dateTime().nullable(),
    },
  )
  .indexes([
    { on: ["rated_at"] },
    { on: ["status", "rated_at"] },
    { on: ["display_id"] },
    { on: ["customer_id"] },
    {
      name: "IDX_rating_order_low",
      on: ["rated_at"],
      where: "notified_at IS NULL AND stars <= 3 AND deleted_at IS NULL",
    },
  ])
