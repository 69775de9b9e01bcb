import { z } from "@medusajs/framework/zod"
import { MOST_COUNTED } from "../../../lib/shop"

export const REQUEST_STATUSES = ["pending", "approved", "refused"] as const

export const ListStockRequests = z
  .object({
    status: z.enum(REQUEST_STATUSES).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    offset: z.coerce.number().int().min(0).max(MOST_COUNTED).default(0),
  })
  .strict()
export type ListStockRequests = z.infer<typeof ListStockRequests>
