import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../route-description"

export const stripeHookRoutes: RouteDescriptions = {
  "POST /hooks/stripe": {
    summary: "Receives signed Stripe events. Answers 200 once the event is stored.",
    body: z.looseObject({
      id: z.string().describe("For example evt_…"),
      type: z.string().describe("For example checkout.session.completed"),
      created: z.number(),
      data: z.looseObject({}),
    }),
    answer: z.strictObject({ received: z.literal(true) }),
    errors: ["wrong_signature", "not_an_event", "stripe_off"],
  },
  "GET /hooks/stripe/return": {
    summary: "HTML page to which Stripe returns the shopper if the storefront has no return page.",
  },
}
