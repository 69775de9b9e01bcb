import { z } from "@medusajs/framework/zod"
import { instant, type RouteDescriptions } from "../../../../route-description"

export const orderPaymentRoutes: RouteDescriptions = {
  "GET /store/orders/:id/payment": {
    summary: "How an order's payment stands, and where to pay. Whoever knows the order's id may ask.",
    answer: z.strictObject({
      status: z.enum(["awaiting_payment", "processing", "paid", "refunded", "canceled", "on_delivery"]),
      checkout_url: z.string().nullable().describe("Null when there is nothing to pay there (any more)"),
      reference: z.string().describe("What the gateway knows the order by: its number"),
      expires_at: instant.nullable().describe("Null when the order waits for no payment"),
    }),
    errors: ["not_found"],
  },
}
