import { model } from "@medusajs/framework/utils"

/** A lower price for the products that use the flowers of a lot, until the lot is gone or no longer fresh. */
export const StockOffer = model
  .define(
    { name: "stock_offer", tableName: "stock_offer" },
    {
      id: model.id({ prefix: "stoff" }).primaryKey(),
      lot_id: model.text(),
      inventory_item_id: model.text(),
      /** What is taken off the price, 1 to 90. */
      percent: model.number(),
      /** Medusa's price list with the lower prices; its id is known before it exists. */
      price_list_id: model.text(),
      /** When the prices end at the latest. Somebody who ends the offer sets this time to now. */
      ends_at: model.dateTime(),
      /** When the price list was deleted; null while it may exist. */
      ended_at: model.dateTime().nullable(),
      actor_type: model.text(),
      actor_id: model.text().nullable(),
      channel: model.text(),
    },
  )
  .indexes([
    {
      name: "IDX_stock_offer_lot",
      on: ["lot_id"],
      unique: true,
      where: "ended_at IS NULL AND deleted_at IS NULL",
    },
    { name: "IDX_stock_offer_created_at", on: ["created_at"] },
  ])
