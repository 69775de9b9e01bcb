import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../../../route-description"
import { MergeCustomer } from "./validators"

export const customerMergeRoutes: RouteDescriptions = {
  "POST /admin/customers/:id/merge": {
    summary:
      "Merges this customer into another one: moves orders, carts, addresses, groups and the Telegram account, and deletes this customer. Only for owners and managers.",
    body: MergeCustomer,
    answer: z.strictObject({ customer: z.strictObject({ id: z.string() }) }),
    errors: ["not_found", "not_allowed", "same_customer", "customer_can_log_in", "email_taken"],
  },
}
