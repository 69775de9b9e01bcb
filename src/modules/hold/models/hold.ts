import { model } from "@medusajs/framework/utils"
import { HoldItem } from "./hold-item"

/**
 * Stock that is held for a cart until `expires_at`; it is not a reservation of Medusa. A cart has at most one
 * hold. The first added item creates it, activity extends it up to a total time, and releasing deletes it. An expired
 * hold does not count. Its row stays for a time, because it limits the cart's next hold.
 */
export const Hold = model
  .define(
    { name: "hold", tableName: "cart_hold" },
    {
      id: model.id({ prefix: "hold" }).primaryKey(),
      cart_id: model.text().unique(),
      /** The total time of the hold begins here. */
      started_at: model.dateTime(),
      expires_at: model.dateTime(),
      /** When the shop followed the end of the hold. */
      ended_at: model.dateTime().nullable(),
      /** Client address of a cart without a known buyer. */
      address: model.text().nullable(),
      /** When the shopper was warned that the hold ends soon. */
      warned_at: model.dateTime().nullable(),
      /** Set while the cart becomes an order: Medusa reserves the stock while the hold still exists. */
      completing_at: model.dateTime().nullable(),
      items: model.hasMany(() => HoldItem, { mappedBy: "hold" }),
    },
  )
  .cascades({ delete: ["items"] })
  .indexes([
    { on: ["expires_at"], where: "deleted_at IS NULL" },
    { on: ["address"], where: "address IS NOT NULL AND deleted_at IS NULL" },
  ])
