import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../../../route-description"
import { slotAnswer } from "../../../delivery-slots/openapi"
import { UpdateCartDelivery } from "./validators"

const method = z.enum(["delivery", "pickup"])

const missing = z.enum([
  "method",
  "recipient_name",
  "recipient_phone",
  "address",
  "shipping_option_id",
  "slot_id",
  "giver_phone",
])

/** The fields of every answer with a delivery. */
export const deliveryFields = {
  method: method.nullable(),
  for_someone_else: z.boolean(),
  recipient_name: z.string().nullable(),
  recipient_phone: z.string().nullable().describe("E.164"),
  giver_phone: z
    .string()
    .nullable()
    .describe("E.164; phone of the person who orders for someone else, required with `for_someone_else`"),
  address: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  card_text: z.string().nullable(),
  without_card: z.boolean().describe("The shopper wants no greeting card; it removes `card_text`"),
  anonymous: z.boolean(),
  surprise: z.boolean().describe("Nobody calls the recipient before the delivery; only for someone else"),
  address_unknown: z
    .boolean()
    .describe("The shop asks the recipient for the address; only for someone else, excludes `surprise`"),
  door_photo: z
    .boolean()
    .describe("The courier sends the giver a photo when the recipient has the gift; only for someone else"),
  comment: z.string().nullable(),
}

export const exactTime = z
  .string()
  .nullable()
  .describe("HH:MM: a time inside the slot that the shopper pays for; null: any time of the slot")

const delivery = z.strictObject({
  ...deliveryFields,
  shipping_option_id: z.string().nullable(),
  slot_id: z.string().nullable(),
  slot: slotAnswer.nullable().describe("The slot with its current availability"),
  exact_time: exactTime,
  email: z.string().nullable(),
})

const shippingOption = z.strictObject({
  id: z.string(),
  name: z.string(),
  amount: z.number().nullable(),
  method,
  max_km: z
    .number()
    .nullable()
    .describe("Maximum distance from the shop, or from the centre of the district, in km; null: no limit"),
  express_amount: z
    .number()
    .nullable()
    .describe("Price of an express slot instead of `amount`; null: the zone has no express delivery"),
  exact_time_amount: z
    .number()
    .nullable()
    .describe("Price with `exact_time` instead of `amount`; null: the zone has no exact times"),
  chosen: z.boolean(),
})

const answer = z.strictObject({
  delivery,
  missing: z.array(missing).describe("Missing fields, in the order in which to ask for them"),
  shipping_options: z.array(shippingOption).describe("Delivery zones and pick-up, with prices for this cart"),
})

export const cartDeliveryRoutes: RouteDescriptions = {
  "GET /store/carts/:id/delivery": {
    summary: "Returns recipient, address and slot of the cart's delivery, and the missing fields.",
    answer,
    errors: ["cart_not_found"],
  },
  "POST /store/carts/:id/delivery": {
    summary:
      "Changes the fields that are given. The cart's address, e-mail and shipping method follow; a location chooses " +
      "the nearest zone, pick-up the pick-up point. A wrong field changes nothing.",
    body: UpdateCartDelivery,
    answer,
    errors: [
      "cart_not_found",
      "cart_completed",
      "text_too_long",
      "invalid_name",
      "invalid_phone",
      "invalid_address",
      "invalid_location",
      "invalid_email",
      "invalid_shipping_option",
      "out_of_zone",
      "invalid_slot",
      "slot_full",
      "slot_cut_off",
      "slot_closed",
      "express_unavailable",
      "invalid_exact_time",
    ],
  },
}
