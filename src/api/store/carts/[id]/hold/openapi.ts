import { z } from "@medusajs/framework/zod"
import { instant, type RouteDescriptions } from "../../../../route-description"

const hold = z.strictObject({
  expires_at: instant.nullable().describe("Null when nothing is kept for the cart"),
  seconds_left: z.number(),
  items: z.array(z.strictObject({ inventory_item_id: z.string(), quantity: z.number() })),
})

export const cartHoldRoutes: RouteDescriptions = {
  "GET /store/carts/:id/hold": {
    summary: "What the shop keeps for the cart, and until when; asking renews it.",
    answer: z.strictObject({ hold }),
    errors: ["cart_not_found"],
  },
}
