import { z } from "@medusajs/framework/zod"

/** What a widget of the admin shows. */
export const ScopeQuery = z
  .object({
    order_id: z.string(),
    product_id: z.string(),
    inventory_item_id: z.string(),
    /** A product that needs codes for fiscal receipts. */
    fiscal_product_id: z.string(),
  })
  .partial()
  .strict()
  .refine(
    (query) => Object.values(query).length === 1,
    "needs an order_id, a product_id, an inventory_item_id or a fiscal_product_id",
  )

export type ScopeQuery = z.infer<typeof ScopeQuery>
