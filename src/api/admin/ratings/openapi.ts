import { z } from "@medusajs/framework/zod"
import { RATING_STATUSES } from "../../../modules/rating/types"
import { instant, type RouteDescriptions } from "../../route-description"
import { DecideRating, ListRatings } from "./validators"

export const rating = z.strictObject({
  id: z.string(),
  order_id: z.string(),
  display_id: z.number().describe("The order's number"),
  stars: z.number().describe("1 to 5"),
  words: z.string().nullable(),
  status: z.enum(RATING_STATUSES).describe("Only approved ratings count publicly; words wait for approval"),
  rated_at: instant,
  product_ids: z.array(z.string()),
})

export const ratingRoutes: RouteDescriptions = {
  "GET /admin/ratings": {
    summary: "Lists the ratings of delivered orders, newest first.",
    query: ListRatings,
    answer: z.strictObject({
      ratings: z.array(rating),
      count: z.number(),
      limit: z.number(),
      offset: z.number(),
    }),
  },
  "POST /admin/ratings/:id": {
    summary: "Approves or hides a rating.",
    body: DecideRating,
    answer: z.strictObject({ rating }),
    errors: ["not_found"],
  },
}
