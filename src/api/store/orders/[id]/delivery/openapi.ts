import { z } from "@medusajs/framework/zod"
import { CHANGEABLE_PARTS } from "../../../../../modules/workshop/shopper-changes"
import { placedDelivery } from "../../../../admin/orders/[id]/delivery/openapi"
import type { RouteDescriptions } from "../../../../route-description"
import { ChangeOwnDelivery } from "./validators"

const answer = z.strictObject({
  delivery: placedDelivery,
  can_change: z.array(z.enum(CHANGEABLE_PARTS)).describe("The parts that the customer may change now"),
  card_difference: z
    .number()
    .nullable()
    .describe(
      "What the order costs more with the words of a greeting card: the price of the card, 0 if the order has one or the " +
        "shop sells none; null if the words cannot change or the shop has no card left",
    ),
  shipping_options: z
    .array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        amount: z.number().nullable().describe("Today's price of the zone"),
        difference: z.number().describe("What the order costs more in this zone; negative if it costs less"),
      }),
    )
    .describe("The zones for another address; empty if the zone cannot change"),
})

export const ownDeliveryRoutes: RouteDescriptions = {
  "GET /store/orders/:id/delivery": {
    summary:
      "Returns the delivery of the customer's order, what the customer may change, and the difference in price of each " +
      "zone and of a greeting card. Requires a customer's login.",
    answer,
    errors: ["not_found", "too_late"],
  },
  "POST /store/orders/:id/delivery": {
    summary:
      "Changes slot, address, recipient, words of the card or comment of the customer's order. Another zone, and another " +
      "slot than an express delivery or an exact time, change the price of the delivery, and the first words of a card add the card: `difference` must be the difference that the customer has seen (0 by default). " +
      "Requires a customer's login.",
    body: ChangeOwnDelivery,
    answer,
    errors: [
      "not_found",
      "too_late",
      "too_many_changes",
      "price_differs",
      "zone_fixed",
      "card_fixed",
      "card_sold_out",
      "out_of_stock",
      "reserved_for_now",
      "payment_in_progress",
      "order_being_changed",
      "invalid_shipping_option",
      "out_of_zone",
      "invalid_name",
      "invalid_phone",
      "invalid_address",
      "invalid_location",
      "text_too_long",
      "invalid_slot",
      "slot_full",
      "slot_cut_off",
      "slot_closed",
      "invalid_exact_time",
      "express_unavailable",
    ],
  },
}
