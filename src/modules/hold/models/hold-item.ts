import { model } from "@medusajs/framework/utils"
import { Hold } from "./hold"

/** How many pieces of one inventory item a hold keeps: what all lines of the cart take of it together. */
export const HoldItem = model
  .define(
    { name: "hold_item", tableName: "cart_hold_item" },
    {
      id: model.id({ prefix: "hitem" }).primaryKey(),
      hold: model.belongsTo(() => Hold, { mappedBy: "items" }),
      inventory_item_id: model.text(),
      quantity: model.number(),
    },
  )
  .indexes([
    { on: ["hold_id", "inventory_item_id"], unique: true, where: "deleted_at IS NULL" },
    { on: ["inventory_item_id"], where: "deleted_at IS NULL" },
  ])
