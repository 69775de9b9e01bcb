import { z } from "@medusajs/framework/zod"
import { instant, type RouteDescriptions } from "../../route-description"
import { ListDeliverySlotsQuery } from "./validators"

/** One window of one day, as the shopper sees it. */
export const slotAnswer = z.strictObject({
  id: z.string().describe("To be given to POST /store/carts/{id}/delivery"),
  date: z.string().describe("YYYY-MM-DD on the shop's calendar"),
  start: z.string().describe("HH:MM on the shop's clock"),
  end: z.string(),
  starts_at: instant,
  ends_at: instant,
  method: z.enum(["delivery", "pickup"]),
  capacity: z.number(),
  left: z.number().describe("Places left"),
  available: z.boolean(),
  reason: z.enum(["full", "cut_off", "closed"]).optional().describe("Why it cannot be had"),
})

export const deliverySlotRoutes: RouteDescriptions = {
  "GET /store/delivery-slots": {
    summary: "The delivery slots of some days, today and 14 days unless told otherwise, in order of time.",
    query: ListDeliverySlotsQuery,
    answer: z.strictObject({ slots: z.array(slotAnswer) }),
    errors: ["invalid_slot"],
  },
}
