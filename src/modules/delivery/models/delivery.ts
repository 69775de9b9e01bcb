import { model } from "@medusajs/framework/utils"

/** To whom, where and when one cart's flowers go; the cart's order keeps it. */
export const Delivery = model
  .define("delivery", {
    id: model.id({ prefix: "deliv" }).primaryKey(),
    /** Null once the cart is gone; the order's delivery stays. */
    cart_id: model.text().unique().nullable(),
    order_id: model.text().unique().nullable(),
    method: model.enum(["delivery", "pickup"]).nullable(),
    for_someone_else: model.boolean().default(false),
    recipient_name: model.text().nullable(),
    /** E.164, such as +998901234567. */
    recipient_phone: model.text().nullable(),
    address: model.text().nullable(),
    latitude: model.float().nullable(),
    longitude: model.float().nullable(),
    /** Medusa's shipping option: the zone, or the pick-up point. */
    shipping_option_id: model.text().nullable(),
    card_text: model.text().nullable(),
    /** The recipient is not told who sends the flowers. */
    anonymous: model.boolean().default(false),
    comment: model.text().nullable(),
    /** The slot: a day, "YYYY-MM-DD", and a window of it. Its hours are kept, as windows change. */
    date: model.text().nullable(),
    window_id: model.text().nullable(),
    starts_at: model.dateTime().nullable(),
    ends_at: model.dateTime().nullable(),
    /** "booked" takes a place in the slot, "released" gave it back. */
    status: model.enum(["draft", "booked", "released"]).default("draft"),
    booked_at: model.dateTime().nullable(),
    /** When the placed order's address was kept for the customer's next one, if there is one to keep. */
    remembered_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["date", "window_id"], where: "status = 'booked' AND deleted_at IS NULL" },
    { on: ["booked_at"], where: "order_id IS NOT NULL AND remembered_at IS NULL AND deleted_at IS NULL" },
  ])
