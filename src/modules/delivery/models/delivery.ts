import { model } from "@medusajs/framework/utils"

/** Recipient, place and time of one cart's delivery or pick-up. The cart's order keeps the record. */
export const Delivery = model
  .define("delivery", {
    id: model.id({ prefix: "deliv" }).primaryKey(),
    /** Null after the cart was deleted. The order keeps its delivery. */
    cart_id: model.text().unique().nullable(),
    order_id: model.text().unique().nullable(),
    method: model.enum(["delivery", "pickup"]).nullable(),
    for_someone_else: model.boolean().default(false),
    recipient_name: model.text().nullable(),
    /** E.164, for example +998901234567. */
    recipient_phone: model.text().nullable(),
    /** Phone of the person who orders for someone else, E.164. */
    giver_phone: model.text().nullable(),
    address: model.text().nullable(),
    latitude: model.float().nullable(),
    longitude: model.float().nullable(),
    /** Id of Medusa's shipping option: a delivery zone or the pick-up point. */
    shipping_option_id: model.text().nullable(),
    card_text: model.text().nullable(),
    /** The shopper wants no greeting card, so that the bot does not ask again. */
    without_card: model.boolean().default(false),
    /** The recipient must not learn the sender's name. */
    anonymous: model.boolean().default(false),
    /** Nobody calls the recipient of a gift before the delivery. */
    surprise: model.boolean().default(false),
    /** The giver does not know the address: the shop asks the recipient. */
    address_unknown: model.boolean().default(false),
    /** The courier sends the giver a photo when the recipient has the gift. */
    door_photo: model.boolean().default(false),
    comment: model.text().nullable(),
    /**
     * The slot: a day as "YYYY-MM-DD" and a window. Its start and end are copied, because staff can change
     * windows.
     */
    date: model.text().nullable(),
    window_id: model.text().nullable(),
    starts_at: model.dateTime().nullable(),
    ends_at: model.dateTime().nullable(),
    /**
     * Whether the slot is an express delivery. Then `starts_at` and `ends_at` are the promised time, counted from the moment
     * of the order.
     */
    express: model.boolean().default(false),
    /** A time inside the slot, "HH:MM", that the shopper pays for. Then `starts_at` and `ends_at` are this time. */
    exact_time: model.text().nullable(),
    /** "booked" occupies a place in the slot. "released" is an order's delivery whose place is free again. */
    status: model.enum(["draft", "booked", "released"]).default("draft"),
    booked_at: model.dateTime().nullable(),
    /** When the cart became an order. It remains when the slot is released. */
    placed_at: model.dateTime().nullable(),
    /** Who placed the order: the id of a customer with an account, else the e-mail. */
    buyer: model.text().nullable(),
    /** A key of the placed order's address, see `addressKey`. */
    address_key: model.text().nullable(),
    /** Whether the order is paid in cash. */
    pays_cash: model.boolean().default(false),
    /** Earlier orders of the phone that were not received, when the order was placed. */
    no_shows: model.number().default(0),
    /** Whether staff talk to the buyer before they make the order: a costly first order in cash. */
    call_first: model.boolean().default(false),
    /**
     * When the address of the placed order was saved for the customer. Also set if the order has no address
     * to save.
     */
    remembered_at: model.dateTime().nullable(),
    /**
     * Medusa's address row that has the same recipient and address. Medusa writes a new row for each change, so another
     * row at the order means a change there. Null while Medusa's row is older than this delivery, and for orders placed
     * before this column existed.
     */
    address_id: model.text().nullable(),
    /** When staff changed the delivery of a placed order. Null again when Medusa's address and all cards show it. */
    changed_at: model.dateTime().nullable(),
  })
  .indexes([
    { name: "IDX_delivery_placed", on: ["booked_at"], where: "status = 'booked' AND deleted_at IS NULL" },
    { on: ["date", "window_id"], where: "status = 'booked' AND deleted_at IS NULL" },
    { on: ["recipient_phone", "placed_at"], where: "placed_at IS NOT NULL AND deleted_at IS NULL" },
    { on: ["address_key", "placed_at"], where: "address_key IS NOT NULL AND deleted_at IS NULL" },
    {
      on: ["buyer", "placed_at"],
      where: "placed_at IS NOT NULL AND buyer IS NOT NULL AND deleted_at IS NULL",
    },
    { on: ["changed_at"], where: "changed_at IS NOT NULL AND deleted_at IS NULL" },
    { on: ["booked_at"], where: "order_id IS NOT NULL AND remembered_at IS NULL AND deleted_at IS NULL" },
  ])
