import { z } from "@medusajs/framework/zod"
import { instant, type RouteDescriptions } from "../../route-description"
import { assignmentFields, balance } from "../orders/[id]/assignment/openapi"
import { ListAssignments } from "./validators"

const delivery = z.looseObject({
  order_id: z.string(),
  date: z.string().nullable(),
  starts_at: instant.nullable(),
  ends_at: instant.nullable(),
  express: z.boolean(),
  recipient_name: z.string().nullable(),
  address: z.string().nullable(),
})

/** An assignment in a list. */
const assignment = z.looseObject({
  id: z.string(),
  ...assignmentFields,
  offered_at: instant.nullable(),
  accepted_at: instant.nullable(),
  ready_at: instant.nullable(),
  picked_up_at: instant.nullable(),
  closed_at: instant.nullable(),
  created_at: instant,
  delivery: delivery.nullable(),
  balance: balance.nullable(),
})

export const assignmentRoutes: RouteDescriptions = {
  "GET /admin/assignments": {
    summary: "Lists the orders in the workshop: newest first, or the orders of one day by slot.",
    query: ListAssignments,
    answer: z.strictObject({
      assignments: z.array(assignment),
      count: z.number(),
      limit: z.number(),
      offset: z.number(),
    }),
  },
}
