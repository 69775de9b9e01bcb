import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../../../route-description"

const promoCode = z.strictObject({
  code: z.string(),
  is_waiting: z.boolean().describe("The code takes something off only when the delivery is chosen"),
})

export const cartPromoCodesRoutes: RouteDescriptions = {
  "GET /store/carts/:id/promo-codes": {
    summary:
      "Returns the cart's promotion codes. Medusa's `POST /store/carts/:id/promotions` keeps a code for the delivery " +
      "while the delivery is not chosen, and `POST /store/carts/:id/delivery` applies it. Medusa's " +
      "`DELETE /store/carts/:id/promotions` forgets it.",
    answer: z.strictObject({ promo_codes: z.array(promoCode) }),
    errors: ["cart_not_found"],
  },
}
