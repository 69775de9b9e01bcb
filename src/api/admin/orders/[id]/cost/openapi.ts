import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../../../route-description"

const amount = z.number().nullable()

/** Cost and margin of goods. */
export const costFields = {
  price: amount.describe("What the buyer pays for the goods, in minor units: 1/100 of the currency's unit"),
  cost: amount.describe("In minor units; null while it is not known"),
  margin: amount.describe("`price` without `cost`"),
  is_estimated: z.boolean().describe("Whether the cost of a part is that of an earlier lot, or not known"),
}

export const orderCostRoutes: RouteDescriptions = {
  "GET /admin/orders/:id/cost": {
    summary:
      "Returns what the flowers of an order have cost, by the lots they were taken from (FIFO), and its margin. The cost is null before a florist accepts the order.",
    answer: z.strictObject({ cost: z.strictObject({ currency_code: z.string(), ...costFields }) }),
    errors: ["not_found"],
  },
}
