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
    summary: "Lists the carts that hold pieces of this inventory item, by the end of the hold.",
    answer: z.strictObject({
      holds: z.array(hold),
      held: z.number().describe("Total number of held pieces"),
    }),
  },
}
