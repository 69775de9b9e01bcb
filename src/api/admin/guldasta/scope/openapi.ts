import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../../route-description"
import { ScopeQuery } from "./validators"

export const scopeRoutes: RouteDescriptions = {
  "GET /admin/guldasta/scope": {
    summary:
      "Says whether an order, a product, an inventory item, or a product with fiscal receipts belongs to the shop. Needs one of the parameters.",
    query: ScopeQuery,
    answer: z.strictObject({ is_ours: z.boolean() }),
  },
}
