import { z } from "@medusajs/framework/zod"
import { instant, type RouteDescriptions } from "../../../../route-description"

export const orderPaymentRoutes: RouteDescriptions = {
  "GET /store/orders/:id/payment": {
    summary:
      "Returns the payment status of an order and its checkout URL. The order's id is the only credential.",
    answer: z.strictObject({
      status: z.enum([
        "awaiting_payment",
        "processing",
        "partly_paid",
        "paid",
        "refunded",
        "canceled",
        "on_delivery",
      ]),
      checkout_url: z.string().nullable().describe("Null if the order cannot be paid online now"),
      reference: z.string().describe("The gateway's reference of the order: its number"),
      amount_due: z
        .number()
        .nullable()
        .describe("Amount at checkout_url in minor units; null if nothing is to be paid online"),
      expires_at: instant.nullable().describe("Null if the order does not await payment"),
    }),
    errors: ["not_found"],
  },
}
