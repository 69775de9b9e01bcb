import { z } from "@medusajs/framework/zod"
import { instant, type RouteDescriptions } from "../../../../route-description"

const hold = z.strictObject({
  cart_id: z.string(),
  quantity: z.number(),
  expires_at: instant,
  telegram_name: z
    .string()
    .nullable()
    .describe("The shopper's first name; null for a cart of another channel"),
})

export const itemHoldRoutes: RouteDescriptions = {
  "GET /admin/inventory-items/:id/holds": {
    summary: "The carts for which the shop keeps pieces of this item, the hold that ends first at the top.",
    answer: z.strictObject({ holds: z.array(hold), held: z.number().describe("Pieces kept in all") }),
  },
}
