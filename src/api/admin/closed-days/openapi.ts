import { z } from "@medusajs/framework/zod"
import { deleted, record, type RouteDescriptions } from "../../route-description"
import { AddClosedDay } from "./validators"

const closedDay = z.looseObject({
  ...record,
  date: z.string().describe("YYYY-MM-DD on the shop's calendar"),
  reason: z.string().nullable(),
})

export const closedDayRoutes: RouteDescriptions = {
  "GET /admin/closed-days": {
    summary: "The days on which the shop brings nothing, in order of time.",
    answer: z.strictObject({ closed_days: z.array(closedDay) }),
  },
  "POST /admin/closed-days": {
    summary: "Closes a day, or changes the reason of a closed one.",
    body: AddClosedDay,
    answer: z.strictObject({ closed_day: closedDay }),
    status: 201,
    errors: ["invalid_date"],
  },
  "DELETE /admin/closed-days/:id": {
    summary: "Opens a day again.",
    answer: deleted("closed_day"),
    errors: ["closed_day_not_found"],
  },
}
