import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../route-description"

export const unassignedOrderRoutes: RouteDescriptions = {
  "GET /admin/unassigned-orders": {
    summary:
      "Lists the orders that are not with the florists, because they have no delivery: converted draft orders, imported orders, and completed orders with an exchange or a claim that is not fulfilled. POST /admin/orders/{id}/delivery enters it.",
    answer: z.strictObject({
      orders: z.array(
        z.strictObject({
          id: z.string(),
          display_id: z.number().describe("The order's number"),
          created_at: z.string(),
          email: z.string().nullable(),
          recipient: z.string().nullable(),
        }),
      ),
      count: z.number().describe("Number of all such orders; the list has at most 50"),
    }),
  },
}
