import { z } from "@medusajs/framework/zod"
import { deleted, record, type RouteDescriptions } from "../../route-description"
import { AddClosedSlot, ListClosedSlotsQuery } from "./validators"

const closedSlot = z.looseObject({
  ...record,
  date: z.string().describe("YYYY-MM-DD in the shop's time zone"),
  window_id: z.string(),
  reason: z.string().nullable(),
})

export const closedSlotRoutes: RouteDescriptions = {
  "GET /admin/closed-slots": {
    summary: "Lists the windows that are closed on one day, by date, from a day on; by default from today.",
    query: ListClosedSlotsQuery,
    answer: z.strictObject({ closed_slots: z.array(closedSlot) }),
    errors: ["invalid_date"],
  },
  "POST /admin/closed-slots": {
    summary: "Closes a delivery window on one day, or changes the reason of a closed slot. Its orders stay.",
    body: AddClosedSlot,
    answer: z.strictObject({ closed_slot: closedSlot }),
    status: 201,
    errors: ["invalid_date", "window_not_found"],
  },
  "DELETE /admin/closed-slots/:id": {
    summary: "Reopens a closed slot.",
    answer: deleted("closed_slot"),
    errors: ["closed_slot_not_found"],
  },
}
