import { z } from "@medusajs/framework/zod"
import { instant, type RouteDescriptions } from "../../../../route-description"

const hold = z.strictObject({
  expires_at: instant.nullable().describe("Null when the cart holds nothing"),
  seconds_left: z.number(),
  items: z.array(z.strictObject({ inventory_item_id: z.string(), quantity: z.number() })),
})

export const cartHoldRoutes: RouteDescriptions = {
  "GET /store/carts/:id/hold": {
    summary:
      "Returns the items that the cart holds and the end of the hold. The request renews the hold, up to its total time.",
    answer: z.strictObject({ hold }),
    errors: ["cart_not_found"],
  },
}
