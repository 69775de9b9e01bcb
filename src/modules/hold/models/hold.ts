import { model } from "@medusajs/framework/utils"
import { HoldItem } from "./hold-item"

/**
 * Stock kept for a cart until a time. A cart has one or none: it is made with the first flowers, renewed by
 * activity, and gone once it was let go. One that is past its time counts no more, though its row may be there.
 */
export const Hold = model
  .define(
    { name: "hold", tableName: "cart_hold" },
    {
      id: model.id({ prefix: "hold" }).primaryKey(),
      cart_id: model.text().unique(),
      expires_at: model.dateTime(),
      /** Set once the shopper was told that this time comes to its end. */
      warned_at: model.dateTime().nullable(),
      /** Set while the cart is becoming an order: for a moment its flowers are held and reserved both. */
      completing_at: model.dateTime().nullable(),
      items: model.hasMany(() => HoldItem, { mappedBy: "hold" }),
    },
  )
  .cascades({ delete: ["items"] })
  .indexes([{ on: ["expires_at"], where: "deleted_at IS NULL" }])
