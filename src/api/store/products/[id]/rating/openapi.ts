import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../../../route-description"

export const productRatingRoutes: RouteDescriptions = {
  "GET /store/products/:id/rating": {
    summary: "Returns the average and the number of a product's approved ratings.",
    answer: z.strictObject({
      rating: z
        .strictObject({ average: z.number().describe("1 to 5, with one decimal"), count: z.number() })
        .nullable()
        .describe("Null while the product has fewer than five approved ratings"),
    }),
  },
}
