import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../../../route-description"
import { costFields } from "../../../orders/[id]/cost/openapi"

export const productCostRoutes: RouteDescriptions = {
  "GET /admin/products/:id/cost": {
    summary:
      "Returns what the variants of a product cost now: the average cost of the flowers in stock, else that of the newest lots, and their margins.",
    answer: z.strictObject({
      currency_code: z.string(),
      variants: z.array(z.strictObject({ id: z.string(), title: z.string().nullable(), ...costFields })),
    }),
    errors: ["not_found"],
  },
}
