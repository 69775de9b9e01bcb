import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../route-description"

export const stripeHookRoutes: RouteDescriptions = {
  "POST /hooks/stripe": {
    summary: "Stripe tells of payments here, with its signature. 200 once the event is stored.",
    body: z.looseObject({
      id: z.string().describe("Such as evt_…"),
      type: z.string().describe("Such as checkout.session.completed"),
      created: z.number(),
      data: z.looseObject({}),
    }),
    answer: z.strictObject({ received: z.literal(true) }),
    errors: ["wrong_signature", "not_an_event", "stripe_off"],
  },
  "GET /hooks/stripe/return": {
    summary: "The page that Stripe sends a shopper back to when the storefront has none of its own (HTML).",
  },
}
