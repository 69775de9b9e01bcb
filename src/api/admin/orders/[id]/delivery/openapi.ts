import { z } from "@medusajs/framework/zod"
import { METHODS } from "../../../../../modules/workshop/order-transitions"
import { instant, type RouteDescriptions } from "../../../../route-description"
import { deliveryFields, exactTime } from "../../../../store/carts/[id]/delivery/openapi"
import { slotAnswer } from "../../../../store/delivery-slots/openapi"
import { ChangeOrderDelivery } from "./validators"

/** The delivery of a placed order. */
export const placedDelivery = z.strictObject({
  ...deliveryFields,
  shipping_option_id: z.string().nullable(),
  starts_at: instant.nullable(),
  ends_at: instant.nullable(),
  slot_id: z.string().nullable(),
  express: z.boolean().describe("Whether the slot is an express delivery"),
  exact_time: exactTime,
})

const answer = z.strictObject({
  delivery: placedDelivery,
  shipping_options: z
    .array(z.strictObject({ id: z.string(), name: z.string(), method: z.enum(METHODS) }))
    .describe("For an order that is not in the workshop: the options that serve it"),
  is_in_workshop: z.boolean(),
  slots: z
    .array(slotAnswer)
    .describe(
      "Free slots of the next 14 days and of the days around a later delivery; empty if the order is closed",
    ),
  can_change: z.boolean().describe("Whether the order is open and the user is an owner or a manager"),
})

export const orderDeliveryRoutes: RouteDescriptions = {
  "GET /admin/orders/:id/delivery": {
    summary: "Returns the delivery of a placed order and the slots that it can move to.",
    answer,
    errors: ["not_found"],
  },
  "POST /admin/orders/:id/delivery": {
    summary:
      "Changes recipient, phone, address, slot or texts of a placed order. Medusa's shipping address, the cards and the messages follow. For an order that is not in the workshop it enters the delivery and offers the order to the florists. Only owners and managers may do this.",
    body: ChangeOrderDelivery,
    answer,
    errors: [
      "not_found",
      "not_allowed",
      "too_late",
      "method_fixed",
      "delivery_missing",
      "not_deliverable",
      "out_of_stock",
      "out_of_zone",
      "invalid_shipping_option",
      "invalid_name",
      "invalid_phone",
      "invalid_address",
      "invalid_location",
      "text_too_long",
      "invalid_slot",
      "slot_full",
      "slot_cut_off",
      "slot_closed",
    ],
  },
}
