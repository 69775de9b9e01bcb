import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../../../route-description"
import { MergeCustomer } from "./validators"

export const customerMergeRoutes: RouteDescriptions = {
  "POST /admin/customers/:id/merge": {
    summary:
      "Merges this customer into another one: moves orders, carts, addresses, groups, saved cards and the Telegram account, and deletes this customer. Only for owners and managers.",
    body: MergeCustomer,
    answer: z.strictObject({
      customer: z.strictObject({ id: z.string() }),
      providers_left: z
        .array(z.string())
        .describe(
          "Payment providers whose saved cards stay with the deleted customer: the remaining customer has an account " +
            "there, and a provider cannot join two accounts",
        ),
    }),
    errors: ["not_found", "not_allowed", "same_customer", "customer_can_log_in", "email_taken"],
  },
}
