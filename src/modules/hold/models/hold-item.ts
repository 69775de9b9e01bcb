import { model } from "@medusajs/framework/utils"
import { Hold } from "./hold"

/** Held quantity of one inventory item, summed over all lines of the cart. */
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
