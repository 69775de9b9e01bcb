import { z } from "@medusajs/framework/zod"
import { instant, type RouteDescriptions } from "../../route-description"
import { ListDeliverySlotsQuery } from "./validators"

/** A delivery slot: one window on one day. */
export const slotAnswer = z.strictObject({
  id: z.string().describe("Value for POST /store/carts/{id}/delivery"),
  date: z.string().describe("YYYY-MM-DD in the shop's time zone"),
  start: z.string().describe("HH:MM in the shop's time zone; of an express slot the promised time, as `end`"),
  end: z.string(),
  starts_at: instant,
  ends_at: instant,
  method: z.enum(["delivery", "pickup"]),
  express: z
    .boolean()
    .describe("An express delivery, on the present day only, for `express_amount` of the zone"),
  capacity: z.number(),
  left: z.number().describe("Number of free places"),
  available: z.boolean(),
  reason: z.enum(["full", "cut_off", "closed"]).optional().describe("Why the slot cannot be booked"),
})

export const deliverySlotRoutes: RouteDescriptions = {
  "GET /store/delivery-slots": {
    summary:
      "Lists the delivery slots of 1 to 31 days in order of time; by default 14 days from today. No slot is later than the " +
      "last day for which shoppers can order, by default a year ahead.",
    query: ListDeliverySlotsQuery,
    answer: z.strictObject({ slots: z.array(slotAnswer) }),
    errors: ["invalid_slot"],
  },
}
