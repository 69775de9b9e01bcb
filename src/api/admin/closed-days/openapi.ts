import { z } from "@medusajs/framework/zod"
import { deleted, record, type RouteDescriptions } from "../../route-description"
import { AddClosedDay } from "./validators"

const closedDay = z.looseObject({
  ...record,
  date: z.string().describe("YYYY-MM-DD in the shop's time zone"),
  reason: z.string().nullable(),
})

export const closedDayRoutes: RouteDescriptions = {
  "GET /admin/closed-days": {
    summary: "Lists the days without deliveries, by date.",
    answer: z.strictObject({ closed_days: z.array(closedDay) }),
  },
  "POST /admin/closed-days": {
    summary: "Closes a day, or changes the reason of a closed day.",
    body: AddClosedDay,
    answer: z.strictObject({ closed_day: closedDay }),
    status: 201,
    errors: ["invalid_date"],
  },
  "DELETE /admin/closed-days/:id": {
    summary: "Reopens a closed day.",
    answer: deleted("closed_day"),
    errors: ["closed_day_not_found"],
  },
}
